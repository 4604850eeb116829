"""Capital numerals (壹贰叁) read as plain ones, where they are numerals: 陆 and 伍 are names too.

干 for 千 (三干二百) is one of them.
"""

import re

from analysis.readings.edits import Edit

CAPITAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟干", "一二三四五六七八九十百千千", strict=True))
PLAIN = "一二两三四五六七八九"
HINT = re.compile(f"[{''.join(CAPITAL)}]")
UNIT = "元块毛角分厘万亿千百条个张位份单人套户组名折天年月号整"
BEFORE = "元块毛角分厘点万亿百千第"
RUN = re.compile(
    rf"[零壹贰叁肆伍陆柒捌玖拾佰仟]{{2,20}}|(?<=[{PLAIN}])干(?=[{PLAIN}零百元块条个位])|[壹贰叁肆柒捌玖佰仟]|[伍陆拾](?=[{UNIT}])|(?<=[{BEFORE}])[伍陆拾]"
)


def plain_numerals(text: str) -> list[Edit]:
    """Edits that write capital numerals as plain ones, character for character."""
    if not HINT.search(text):
        return []
    runs = ((run, "".join(CAPITAL.get(one, one) for one in run.group())) for run in RUN.finditer(text))
    return [Edit(*run.span(), plain, "numeral") for run, plain in runs if plain != run.group()]
