"""What is said of a query that cannot be read, in Chinese; each message has the places of its English one."""

CHINESE = {
    "the query is longer than {number} characters; make a shorter one, or search for a list of terms":
        "查询超过 {number} 个字符；请缩短，或改用批量查询",
    "the query is nested deeper than {number} levels; take brackets away":
        "查询嵌套超过 {number} 层；请去掉一些括号",
    "more than {number} terms; split the query, or search for a list of terms":
        "查询词超过 {number} 个；请拆成几次查询，或改用批量查询",
    "the character {code} cannot be searched; take it away": "字符 {code} 无法检索；请去掉",
    "brackets do not pair up: add ) or take this one away": "括号不成对：请补上 )，或去掉这一个",
    "brackets do not pair up: take this ) away or add ( before": "括号不成对：请去掉这个 )，或在前面补上 (",
    "this quotation mark is not closed; add another one": "引号没有闭合；请再加一个引号",
    "this range is not closed; write it like [1 TO 3]": "范围没有闭合；请写成 [1 TO 3]",
    "this range has not two ends; write it like [1 TO 3], * for an open one":
        "范围缺少一端；请写成 [1 TO 3]，不限的一端写 *",
    "{operator} has nothing on its right; write a word there, or take it away":
        "{operator} 右边缺少内容；请补上，或去掉 {operator}",
    "{operator} has nothing on its left; write a word there, or take it away":
        "{operator} 左边缺少内容；请补上，或去掉 {operator}",
    "{first} and {operator} stand side by side; take one of them away":
        "{first} 与 {operator} 连在一起；请去掉其中一个",
    "the query cannot be read: the sign {sign} stands before nothing; write a word right behind it":
        "查询无法读取：符号 {sign} 后面没有内容；请紧接着写上词语",
    "the field has no value; write one right behind it, such as category:bank":
        "字段后面没有值；请紧接冒号写上，例如 类别:银行",
    "nothing stands in these brackets; take them away": "括号里没有内容；请去掉括号",
    "no field is named before this colon; name one, or take it away":
        "冒号前没有字段名；请写上字段名，或去掉冒号",
    "the query cannot be read from here on; put signs such as {sign} in quotation marks":
        "从这里起查询无法读取；请把 {sign} 之类的符号放进引号",
    "there is no field {name}; did you mean {near}? Words with a colon go in quotation marks":
        "没有字段 {name}；是否想写 {near}？带冒号的词语请放进引号",
    "there is no field {name}; put words with a colon in quotation marks, or use one of {known}":
        "没有字段 {name}；带冒号的词语请放进引号，或使用以下字段：{known}",
    "the field {name} stands inside the field {outer}; take one of them away":
        "字段 {name} 写在了字段 {outer} 之内；请去掉其中一个",
    "alike is no field of documents; name another one": "近似不是文档的字段；请换一个字段",
    "'{part}' is not supported: relevance weighs rare words more by itself; take ^ away":
        "不支持加权“{part}”：按相关性排序时，少见的词本来就更重；请去掉 ^",
    "'{part}' is not supported; for what sounds or looks alike write alike: before Chinese words":
        "不支持“{part}”；要找音近形近的写法，请在汉字前写 近似:",
    "'{part}' is not supported: the words of a phrase stand side by side; join words by AND":
        "不支持“{part}”：短语中的词总是相邻；请用 AND 连接各个词",
    "expressions between slashes are not supported; write the beginning of a word and * or ?":
        "不支持斜杠之间的正则表达式；请写词的开头，再加 * 或 ?",
    "'{part}' is not supported; write words, phrases, fields and ranges":
        "不支持“{part}”；请使用词语、短语、字段和范围",
    "a range needs a field of numbers or times, such as price:[0 TO 1]":
        "范围只能用于数字或时间字段，例如 价格:[0 TO 1]",
    "'{value}' is not a number; write a number such as 0.5 or 10万":
        "“{value}”不是数字；请写数字，例如 0.5 或 10万",
    "'{value}' is not a time; write a time such as 2026-03-14, now-7d or 近7天":
        "“{value}”不是时间；请写时间，例如 2026-03-14、now-7d 或 近7天",
    "'{value}' is not a month; write one such as 2026-03": "“{value}”不是月份；请写成 2026-03 这样",
    "the range from {low} to {high} is empty; swap its ends": "从 {low} 到 {high} 的范围是空的；请对调两端",
    "the range from {low} to {high} is empty; write [{low} TO {high}]":
        "从 {low} 到 {high} 的范围是空的；请写成 [{low} TO {high}]",
    "{field} is never '{value}'; did you mean {near}? It is one of {known}":
        "{field} 没有“{value}”这个值；是否想写 {near}？可用的值：{known}",
    "{field} is never '{value}'; it is one of {known}": "{field} 没有“{value}”这个值；可用的值：{known}",
    "a wildcard at the beginning has every word read; write {number} characters before it":
        "通配符放在词首需要读遍所有的词；请在前面至少写 {number} 个字符",
    "at least {number} characters must stand before a wildcard; write more of the word":
        "通配符前至少要有 {number} 个字符；请把词写得更完整",
    "a word may hold {number} wildcards; write more of its characters":
        "一个词最多 {number} 个通配符；请多写几个字符",
    "more than {number} words are like {pattern}; write more of its characters":
        "与 {pattern} 相符的词超过 {number} 个；请多写几个字符",
    "a wildcard stands within one Latin word or number; write the parts with a blank between: {parts}":
        "通配符只能用在一个西文词或数字之内；请把各部分用空格隔开：{parts}",
    "'{text}' holds nothing that can be searched; write words or numbers":
        "“{text}”中没有可检索的内容；请写词语或数字",
    "'{word}' has no sound that can be searched; write two to eight Chinese characters, as alike:微信":
        "“{word}”没有可检索的读音；请写二至八个汉字，例如 近似:微信",
    "the answer takes longer than {seconds} seconds; narrow the query by a field":
        "查询用时超过 {seconds} 秒；请用字段缩小范围",
    "there is no order {sort}; orders are {known}": "没有排序方式 {sort}；可用：{known}",
    "limit and offset are 0 or more": "条数和起点不能小于 0",
    "only the first {number} hits can be shown; narrow the query": "只能显示前 {number} 条；请缩小查询范围",
    "there is no facet {field}; facets are {known}": "没有分面 {field}；可用：{known}",
}  # fmt: skip
