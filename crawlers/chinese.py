"""What sources and source memory complain of, in Chinese; each message has the places of its English one.

What is wrong inside a declaration is told in the words of its keys, and in English only.
"""

CHINESE = {
    "there is no source {name!r} (did you mean {near}?)": "没有来源 {name!r}（是否想写 {near}？）",
    "there is no source {name!r}; known are {known}": "没有来源 {name!r}；已有：{known}",
    "no source has the tag {tag!r} (did you mean {near}?)": "没有来源带标签 {tag!r}（是否想写 {near}？）",
    "no source has the tag {tag!r}; known are {known}": "没有来源带标签 {tag!r}；已有：{known}",
    "{folder}: there is no such folder of sources": "{folder}：没有这个来源文件夹",
    "{file}: there is a source {name} in {folder} already": "{file}：{folder} 中已有来源 {name}",
    "{file}: cannot be written ({error})": "{file}：无法写入（{error}）",
    "{name} declares no session: write `session: NAME` into {folder}/source.yml":
        "{name} 没有声明会话：请在 {folder}/source.yml 中写上 `session: 名称`",
    "{path}: source memory cannot be opened: {error}": "{path}：无法打开来源记录：{error}",
    "{path}: source memory cannot be read: {error}": "{path}：无法读取来源记录：{error}",
}  # fmt: skip
