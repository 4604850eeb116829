"""What is said of an index that cannot be used, in Chinese; each message has its English one's places."""

CHINESE = {
    # addresses, and what opens a server
    "{scheme!r}: an index address begins with sqlite:/// or http:// or https://":
        "{scheme!r}：索引地址须以 sqlite:/// 或 http:// 或 https:// 开头",
    "{url!r}: an embedded index is sqlite:/// and the absolute path of its file":
        "{url!r}：内置索引的地址是 sqlite:/// 加文件的绝对路径",
    "the prefix {prefix!r} of the index address may hold a-z, 0-9, - and _ only":
        "索引地址中的前缀 {prefix!r} 只能包含 a-z、0-9、- 和 _",
    "the index address is wrong ({error}); it is {shape}": "索引地址有误（{error}）；格式为 {shape}",
    "the index address names no host; it is {shape}": "索引地址没有写主机；格式为 {shape}",
    "the index address names a user and there is an API key, too; use one of them":
        "索引地址写了用户，又设有 API 密钥；只能用其中一种",
    "{file}: there is no such file of a certificate authority": "{file}：没有这个证书颁发机构文件",
    "a certificate authority checks https:// only; the index address says http://":
        "证书颁发机构只用于核对 https://；而索引地址是 http://",
    # a server
    "{place}: Elasticsearch cannot be reached: {error}": "{place}：无法连接 Elasticsearch：{error}",
    "{place}: what answers there is no Elasticsearch": "{place}：应答的不是 Elasticsearch",
    "{place}: there is no index yet; run `hawkwatch index init`":
        "{place}：还没有索引；请运行 `hawkwatch index init`",
    "there is no index behind {alias}; run `hawkwatch index init`":
        "别名 {alias} 之后没有索引；请运行 `hawkwatch index init`",
    "{place}: Elasticsearch does not know who asks (401); set `index_api_key`, or name a user in the index "
    "address and set `index_password`":
        "{place}：Elasticsearch 不认可访问者的身份（401）；请设置 `index_api_key`，"
        "或在索引地址中写明用户并设置 `index_password`",
    "{place}: whoever asks may not do that (403): {reason}; its role needs the privileges that "
    "docs/elasticsearch.md lists":
        "{place}：访问者没有这项权限（403）：{reason}；其角色需要 docs/elasticsearch.md 所列的权限",
    "{place}: Elasticsearch refused ({status}): {reason}":
        "{place}：Elasticsearch 拒绝了请求（{status}）：{reason}",
    "{place}: {missing} of {total} shards did not answer ({cause}); what they hold would be missing: try "
    "again when the index is whole":
        "{place}：{total} 个分片中有 {missing} 个没有应答（{cause}），其中的内容会缺失；请待索引完整后再试",
    "{place}: {id} cannot be read: {reason}": "{place}：无法读取 {id}：{reason}",
    "{place}: the reading paused for more than {minutes} minutes and its moment is over; begin again":
        "{place}：读取停顿超过 {minutes} 分钟，快照已失效；请重新开始",
    "Elasticsearch did not store {answer}": "Elasticsearch 未能保存 {answer}",
    "Elasticsearch did not store {answer}; it goes on when that is lifted":
        "Elasticsearch 未能保存 {answer}；解除限制后会继续",
    # its version
    "{place}: what answers there is no Elasticsearch; Hawkwatch speaks to Elasticsearch 8.19 and every 9.x":
        "{place}：应答的不是 Elasticsearch；Hawkwatch 支持 Elasticsearch 8.19 及各 9.x 版本",
    "{place}: what answers there is OpenSearch {version}, not Elasticsearch; Hawkwatch speaks to "
    "Elasticsearch 8.19 and every 9.x":
        "{place}：应答的是 OpenSearch {version}，不是 Elasticsearch；"
        "Hawkwatch 支持 Elasticsearch 8.19 及各 9.x 版本",
    "{place}: the server does not tell its version; Hawkwatch speaks to Elasticsearch 8.19 and every 9.x":
        "{place}：服务器没有说明版本；Hawkwatch 支持 Elasticsearch 8.19 及各 9.x 版本",
    "{place}: Elasticsearch {version} is newer than this Hawkwatch: upgrade Hawkwatch; Hawkwatch speaks to "
    "Elasticsearch 8.19 and every 9.x":
        "{place}：Elasticsearch {version} 比本 Hawkwatch 新，请升级 Hawkwatch；"
        "Hawkwatch 支持 Elasticsearch 8.19 及各 9.x 版本",
    "{place}: Elasticsearch {version} is too old: upgrade the server to 8.19; Hawkwatch speaks to "
    "Elasticsearch 8.19 and every 9.x":
        "{place}：Elasticsearch {version} 过旧，请将服务器升级到 8.19；"
        "Hawkwatch 支持 Elasticsearch 8.19 及各 9.x 版本",
    "{place}: Elasticsearch {version} is too old: upgrade it to 7.17, then to 8.19; Hawkwatch speaks to "
    "Elasticsearch 8.19 and every 9.x":
        "{place}：Elasticsearch {version} 过旧，请先升级到 7.17，再升级到 8.19；"
        "Hawkwatch 支持 Elasticsearch 8.19 及各 9.x 版本",
    # indices of ours
    "{place}: {name} was made by a newer Hawkwatch; upgrade this one":
        "{place}：{name} 由更新版本的 Hawkwatch 建立；请升级本 Hawkwatch",
    "{place}: {name} was made by an older Hawkwatch; run `hawkwatch index rebuild`, which takes its place":
        "{place}：{name} 由较旧版本的 Hawkwatch 建立；请运行 `hawkwatch index rebuild` 以新索引替换",
    "{place}: {name} was made by another version; it cannot be used":
        "{place}：{name} 由另一版本建立，不能使用",
    "{place}: {name} belongs to somebody else; choose another prefix":
        "{place}：{name} 属于别的系统；请换一个前缀",
    "{place}: {name} is not whole: a rebuild is under way or broke off; run `hawkwatch index rebuild`":
        "{place}：{name} 不完整：重建正在进行或已中断；请运行 `hawkwatch index rebuild`",
    "{place}: {name} does not take {id}: {reason}": "{place}：{name} 不接受 {id}：{reason}",
    "{place}: another rebuild took the place of this one, which ends here":
        "{place}：另一次重建取代了这一次，本次到此为止",
    "{place}: a document was taken out a moment ago; put it in again later":
        "{place}：有文档刚刚被移出；请稍后再放入",
    "{place}: a document of the index cannot be read ({error}); run `hawkwatch index rebuild`":
        "{place}：无法读取索引中的一个文档（{error}）；请运行 `hawkwatch index rebuild`",
    # the embedded index
    "{path}: the index cannot be opened: {error}": "{path}：无法打开索引：{error}",
    "{path}: the index cannot be read: {error}": "{path}：无法读取索引：{error}",
    "{path}: the index cannot be read: it is closed": "{path}：无法读取索引：已经关闭",
    "{path}: the index cannot be written: {error}": "{path}：无法写入索引：{error}",
    "{path}: the index cannot be made smaller: {error}": "{path}：无法压缩索引：{error}",
    "{path}: the index is damaged: {error}; move it away and run `hawkwatch index rebuild`":
        "{path}：索引已损坏：{error}；请移走该文件并运行 `hawkwatch index rebuild`",
    "{path}: a document of the index cannot be read ({error}); move it away and run "
    "`hawkwatch index rebuild`":
        "{path}：无法读取索引中的一个文档（{error}）；请移走该文件并运行 `hawkwatch index rebuild`",
    "{path}: the index has schema {version}, known is up to {known}; use a newer version":
        "{path}：索引的结构版本是 {version}，本版本只认识到 {known}；请使用更新的版本",
    "{path}: an embedded index is one file and cannot be left for a switch":
        "{path}：内置索引只有一个文件，不能留待切换",
    "a process that made documents ready for an index has died; begin anew":
        "为索引准备文档的一个进程已终止；请重新开始",
}  # fmt: skip
