"""Whether the author says that the goods come from a job or service.

法释〔2017〕10号 art. 5(1) item 8 halves the thresholds for who sells or provides what *he himself*
obtained while doing a duty or providing a service. A dealer whom an insider supplies, or who recruits
insiders, is not that person: his claim is told apart, so that the grade can name the other view.
"""

import re
from collections.abc import Iterable

from analysis.grammars.post_reading import PostReading

#: A claim of origin is looked for in so many characters of a post.
READ = 4_000
_YEARS = "[0-9一二两三四五六七八九十几]{1,3}多?年"
_POSTS = (
    *("前台", "柜台", "柜员", "柜面", "窗口", "客服", "内勤", "外包", "网点", "营业厅", "营业部"),
    *("护士", "夜班", "门岗", "打单", "清算", "运维", "风控", "分拣", "值机", "档案"),
)
_POST = "|".join(_POSTS)
_REST = r"[^,.;!?。\n]"


def _each(words: Iterable[str], rest: str) -> str:
    """A pattern of any of ``words`` and ``rest``. Spelled out, for where every way to begin is a character
    of its own, a search skips to those characters.
    """
    return "|".join(word + rest for word in words)


#: His own job or service: where he works or worked, what he took along, whose counter he sits at.
OWN = re.compile(
    "|".join(
        (
            _each(
                ("我", "本人", "自己", "楼主"),
                r"(?:们)?[^,.;!?。\n不识姐哥弟妹爸妈舅叔公婆友]{0,4}(?:在|是|系|喺|前|做)[^,.;!?。\n有识]{0,10}"
                rf"(?:上班|上夜班|返工|坐班|任职|工作|员工|做后台|录系统|{_POST})",
            ),
            rf"本人{_REST}{{1,10}}(?:外包|员工|{_POST})",
            _each(_POSTS, rf"{_REST}{{0,3}}(?:上班|上夜班|坐班|一枚|小妹|妹子|直出)"),
            "柜员自己|公司内勤",
            rf"在{_REST}{{1,12}}(?:(?:做|干|待|呆|坐)了?{_YEARS}|(?:做|当)(?:{_POST}))",
            _each("做干", rf"了?{_YEARS}{_REST}{{0,8}}(?:{_POST})"),
            _each(("医药代表", "经理", "顾问", "咨询师", "业务员"), "离职"),
            "做药代|离职(?:前|带|出|了|,|客)|被(?:裁|优化)第?|临走|走之前|走的那天|前单位|前公司|老东家",
            rf"前员工{_REST}{{0,4}}(?:出|卖)|在职(?:员工)?(?:,|可|直|出)|内部员工(?:放|出|直|亲)|我是内部",
            r"内鬼(?<![有找靠收]内鬼)(?!渠道|合作|供|配合|关系|资源)",
            "门店倒闭|机构不干了|系统我留了|我留了(?:备份|一份)",
            rf"我们{_REST}{{0,5}}(?:科|店|所|行|院|药房|站|馆)(?={_REST}{{0,8}}(?:系统|会员|客户|病人|每天|我能))",
        )
    )
)
#: Somebody else's job: a channel inside, kin or friends there, a list that got out.
SUPPLIED = re.compile(
    "|".join(
        (
            r"内部(?:渠道|资源|关系|可查|人|朋友|系统|直|员工)|内鬼|内网|内线|代运营|外包|流出(?:来|的)",
            _each("都里边", "有人"),
            _each(
                ("姐", "哥", "弟", "妹", "老公", "老婆", "亲戚", "朋友", "同学", "对象"),
                rf"{_REST}{{0,2}}在{_REST}{{1,10}}(?:上班|工作|做|窗口|系统)",
            ),
            rf"有(?:亲戚|朋友|熟人){_REST}{{0,3}}在",
        )
    )
)


def is_insider(reading: PostReading) -> bool:
    """Whether the post claims the author's own job or service as the origin of the goods."""
    return OWN.search(reading.text, 0, READ) is not None


def is_supplied(reading: PostReading) -> bool:
    """Whether the post claims somebody else's job or service as the origin of the goods."""
    return SUPPLIED.search(reading.text, 0, READ) is not None
