"""VERIFY.txt: how a stranger checks a bundle with sha256sum, gzip and openssl only."""

# Lines that start with "$ " are commands of a POSIX shell; the tests run them as they stand.
_STEPS = (
    'cd "$BAG"',
    "cat manifest-sha256.txt tagmanifest-sha256.txt | sha256sum -c --strict --quiet",
    "cat manifest-sha512.txt tagmanifest-sha512.txt | sha512sum -c --strict --quiet",
    'cut -c67- manifest-sha256.txt tagmanifest-sha256.txt | LC_ALL=C sort > "$LIST.a"',
    "find . ! -type d ! -name 'tagmanifest-*' | cut -c3- | LC_ALL=C sort > \"$LIST.b\"",
    'cmp "$LIST.a" "$LIST.b"',
    "find . ! -type d ! -type f; find . -type d -empty; find . -name 'tagmanifest-*'",
    'openssl pkeyutl -verify -rawin -pubin -inkey "$KEY" -sigfile "$BAG.seal/tagmanifest-sha256.txt.sig"'
    " -in tagmanifest-sha256.txt",
    "gzip -t data/captures/*.warc.gz && (cd data/captures && sha256sum *.warc.gz)",
)

_ENGLISH = (
    """HOW TO CHECK THIS BUNDLE WITHOUT ANY SOFTWARE OF THE SENDER

Set three names first: BAG (the full path of this folder), KEY (the sender's public key file, obtained from
the sender by another way than this bundle) and LIST (any name for two scratch files outside this folder).
The key inside the seal is only a copy: who can forge a bundle can put another key there.""",
    "Go into this folder.",
    "Every listed file is unchanged. No output means yes.",
    "The same with the second check value.",
    "No file is unlisted. First the names in the manifests ...",
    "... then the names in the folder ...",
    "... and both lists must be equal. No output means yes.",
    "No links, no empty folders. Only the two tagmanifest files may be printed.",
    "The signature. It must print: Signature Verified Successfully",
    "The captures are whole, and each is named by the check value printed beside it.",
    """The chain of the custody log (data/custody/audit.jsonl), with any Python 3. It must print nothing:""",
    """WHAT LIES WHERE
data/captures/*.warc.gz  the originals: request and response as they crossed the wire (WARC/1.1, ISO 28500)
data/captures/*/         record.json, and for people: screenshot, page source, visible text
data/derived/            listing.json (what the machine read, masked), item-list.csv
data/derived/            coverage.json (how far the sources of these listings were read by then)
data/custody/            audit.jsonl, the custody log
A grade of severity is what the law would say IF the seller's claim is true. It is no finding of guilt.
""",
)

_CHINESE = (
    """如何在不使用提供方任何软件的情况下校验本证据包

先设置三个变量：BAG（本文件夹的完整路径）、KEY（提供方的公钥文件，须经本证据包以外的途径取得）、
LIST（两个临时文件的名称，放在本文件夹之外）。
封签内的公钥只是副本：能伪造证据包的人也能换掉它。""",
    "进入本文件夹。",
    "清单内每个文件均未改变。无输出即为通过。",
    "用第二种校验值再核对一次。",
    "没有清单之外的文件。先列出清单中的文件名……",
    "……再列出文件夹中的文件名……",
    "……两份名单应完全相同。无输出即为通过。",
    "没有链接，没有空文件夹。只应列出两个 tagmanifest 文件。",
    "验证签名。应显示：Signature Verified Successfully",
    "原始固定文件完整，且文件名与旁边显示的校验值一致。",
    "保管链日志（data/custody/audit.jsonl）的链式校验，任何 Python 3 均可。应无输出：",
    """内容说明
data/captures/*.warc.gz  原始数据：网络请求与响应（WARC/1.1，ISO 28500）
data/captures/*/         record.json（固定记录），以及供人查看的截图、网页源码、可见文字
data/derived/            listing.json（机器提取结果，已脱敏）、item-list.csv（清单）
data/derived/            coverage.json（导出时这些交易帖的来源读到何处）
data/custody/            audit.jsonl（保管链日志）
“严重程度”仅指在卖家所述属实的情况下法律可能的评价，不是有罪认定。
""",
)

CHAIN_SCRIPT = """import hashlib, json
last = None
for place, line in enumerate(open("data/custody/audit.jsonl", "rb"), 1):
    entry = json.loads(line)
    digest = entry.pop("digest")
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest() != digest:
        print("line", place, "was changed")
    if last and (entry["n"] <= last[0] or entry["n"] == last[0] + 1 and entry["previous"] != last[1]):
        print("line", place, "does not follow from the line before")
    last = entry["n"], digest
"""


def instructions(language: str) -> str:
    """The text in ``en`` or ``zh``."""
    words = _CHINESE if language == "zh" else _ENGLISH
    steps = [f"{n}. {words[n]}\n\n    $ {command}\n" for n, command in enumerate(_STEPS, 1)]
    script = "".join(f"    {line}\n" for line in CHAIN_SCRIPT.splitlines())
    last = f"{len(_STEPS) + 1}. {words[-2]}\n\n{script}"
    return "\n".join([words[0], "", *steps, last, words[-1]])
