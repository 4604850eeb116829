"""What vault, ledger and keys complain of, in Chinese; each message has the places of its English one."""

CHINESE = {
    # the vault
    "{path} is not in the vault": "证据库中没有 {path}",
    "capture {path} is damaged: its content does not fit its name":
        "存证 {path} 已损坏：内容与文件名中的摘要不符",
    "capture {path} cannot be read: {error}": "无法读取存证 {path}：{error}",
    "vault: {error} ({path})": "证据库：{error}（{path}）",
    "vault address {url!r}: only file:///PATH is known": "证据库地址 {url!r}：只支持 file:///路径",
    "vault address {url!r}: the path must be absolute, as in file:///PATH":
        "证据库地址 {url!r}：须为绝对路径，如 file:///路径",
    "{digest!r} is no capture digest (64 hexadecimal digits)": "{digest!r} 不是存证摘要（64 位十六进制数字）",
    # the ledger
    "ledger {path}: {error}": "保管链 {path}：{error}",
    "ledger {path}: entry {kind!r} cannot be written: {error}":
        "保管链 {path}：无法写入记录 {kind!r}：{error}",
    "ledger {path}, {where}: no ledger entry": "保管链 {path}，{where}：不是保管链记录",
    # keys of term lists
    "{path}: {error}": "{path}：{error}",
    "{path}: the key of a term list is gone": "{path}：名单的密钥已不存在",
    "{path}: the key of a term list cannot be read: {error}": "{path}：无法读取名单的密钥：{error}",
    "{path} does not open what the case room keeps": "{path} 打不开案件库所存的内容",
    "{path} can be read by others: chmod 600 it": "{path} 可被他人读取：请执行 chmod 600",
    "{path} holds no key of {number} bytes": "{path} 中没有 {number} 字节的密钥",
    "the term list is being asked already, by another process": "名单正由另一进程检索",
    # match keys
    "match key {path} can be read by others: chmod 600 it, or make a new one":
        "比对密钥 {path} 可被他人读取：请执行 chmod 600，或另建新密钥",
    "match key {path} holds no key": "比对密钥文件 {path} 中没有密钥",
    "match key {path} holds no key of {number} bytes": "比对密钥文件 {path} 中没有 {number} 字节的密钥",
}  # fmt: skip
