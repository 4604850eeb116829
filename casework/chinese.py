"""What the case room refuses to do, in Chinese; each message has the places of its English one."""

CHINESE = {
    # accounts and rights
    "there is already an account named {name}": "已有名为 {name} 的账户",
    "there is no active account named {name!r}": "没有名为 {name!r} 的有效账户",
    "name and password do not belong together": "用户名与密码不匹配",
    "account name {name!r} may only hold letters, digits and . _ @ - (at most 100)":
        "账户名 {name!r} 只能包含字母、数字和 . _ @ -（最多 100 个字符）",
    "role {role!r} is unknown; roles are {known}": "没有角色 {role!r}；可用的角色：{known}",
    "the password of {name} is refused: {why}": "{name} 的密码不合要求：{why}",
    "nobody is signed in": "尚未登录",
    "{name} ({role}) has no right to read": "{name}（{role}）没有查看的权限",
    "{name} ({role}) has no right to reveal": "{name}（{role}）没有查看原件的权限",
    "{name} ({role}) has no right to review": "{name}（{role}）没有复核的权限",
    "{name} ({role}) has no right to case": "{name}（{role}）没有办理案件的权限",
    "{name} ({role}) has no right to batch": "{name}（{role}）没有批量检索的权限",
    "{name} ({role}) has no right to export": "{name}（{role}）没有导出的权限",
    "{name} ({role}) has no right to schedule": "{name}（{role}）没有安排采集计划的权限",
    "{name} ({role}) has no right to run": "{name}（{role}）没有启动采集的权限",
    "{name} ({role}) has no right to audit": "{name}（{role}）没有查看审计记录的权限",
    "{name} ({role}) has no right to words": "{name}（{role}）没有维护词库的权限",
    "{name} ({role}) has no right to watch": "{name}（{role}）没有布控的权限",
    # the room itself
    "the case room cannot be opened in {home}: {error}": "无法在 {home} 打开案件库：{error}",
    "{path} cannot be used as the case room's database: {error}": "{path} 不能用作案件库：{error}",
    "this process opened the case room without the console; open the console first":
        "本进程未经控制台打开了案件库；请先打开控制台",
    # cases and reviews
    "there is no case {number}": "没有编号为 {number} 的案件",
    "a case needs a title of 1 to 200 characters": "案件需要 1 至 200 个字符的标题",
    "case {case!r} is no number": "案件 {case!r} 不是编号",
    "verdict {verdict!r} is unknown; verdicts are {known}": "没有结论 {verdict!r}；可用的结论：{known}",
    # term lists
    "say what the list is asked for: its purpose is kept with it": "请说明名单的用途：用途会随名单一起保存",
    "the purpose of a list has at most {most} characters": "名单的用途最多 {most} 个字符",
    "a list needs a name of 1 to {most} characters": "名单需要 1 至 {most} 个字符的名称",
    "there is no term list {number}; lists are destroyed after {days} days":
        "没有编号为 {number} 的名单；名单在 {days} 天后销毁",
    "term list {number} belongs to {owner}": "名单 {number} 属于 {owner}",
    "term list {number} is not read yet": "名单 {number} 尚未读取",
    "term list {number} is done: every term is answered": "名单 {number} 已完成：每个词条都已检索",
    "term list {number} is ordered already": "名单 {number} 已在检索队列中",
    "term list {number} was cancelled": "名单 {number} 已取消",
    "term list {number} cannot be read; hand it in again": "名单 {number} 无法读取；请重新提交",
    "term list {number} is unread": "名单 {number} 尚未读取",
    "term list {number} is unreadable": "名单 {number} 无法读取",
    "term list {number} is cancelled": "名单 {number} 已经取消",
    "term list {number} is done": "名单 {number} 已完成",
    # saved searches and alerts
    "there is no saved search {number}": "没有编号为 {number} 的布控",
    "saved search {number} is {owner}'s; {name} may not change it":
        "布控 {number} 属于 {owner}；{name} 不能修改",
    "a saved search needs a name of 1 to {most} characters": "布控需要 1 至 {most} 个字符的名称",
    "say in 1 to {most} characters for what purpose {name!r} is saved":
        "请用 1 至 {most} 个字符说明布控 {name!r} 的用途",
    "{name!r} asks nothing; everything that is kept would be an alert":
        "{name!r} 没有任何条件；库中的一切都会成为预警",
    "notice {notice!r} is unknown; it is one of {known}": "没有通知方式 {notice!r}；可用的方式：{known}",
    "there is no alert {number}": "没有编号为 {number} 的预警",
    # schedules, pauses, orders
    "time zone {name!r} is no IANA zone (such as Asia/Shanghai)":
        "{name!r} 不是 IANA 时区（例如 Asia/Shanghai）",
    "time zone {name!r} is unknown (IANA names look like Asia/Shanghai)":
        "没有时区 {name!r}（IANA 名称形如 Asia/Shanghai）",
    "cron expression {cron!r} needs five fields: minute hour day month weekday":
        "cron 表达式 {cron!r} 需要五段：分 时 日 月 星期",
    "cron expression {cron!r} cannot be read: {error}": "无法读懂 cron 表达式 {cron!r}：{error}",
    "cron expression {cron!r} never comes due": "cron 表达式 {cron!r} 永远不会到期",
    "there is no schedule {number}": "没有编号为 {number} 的采集计划",
    "say why {source} is paused": "请说明暂停 {source} 的原因",
    "the pause of {source} would have ended at {until} already": "{source} 的暂停在 {until} 就已结束",
    "{source} is not paused": "{source} 没有暂停",
    "{path}: pauses cannot be read: {error}": "{path}：无法读取暂停记录：{error}",
    "order kind {kind!r} is unknown; kinds are {known}": "没有指令类型 {kind!r}；可用的类型：{known}",
    "there is no order {number}": "没有编号为 {number} 的指令",
    "order {number} is {state}, not running": "指令 {number} 不在执行中（{state}）",
}  # fmt: skip
