"""What is said of a list that cannot be read, in Chinese; each message has the places of its English one."""

CHINESE = {
    "the list has more than {most} MiB; split it": "名单超过 {most} MiB；请拆分",
    "this is a workbook of old Excel (.xls), or one with a password; save it as .xlsx or CSV":
        "这是旧版 Excel 工作簿（.xls），或设有密码；请另存为 .xlsx 或 CSV",
    "this is neither text nor an .xlsx workbook": "这既不是文本，也不是 .xlsx 工作簿",
    "the list has more than {most} lines; split it": "名单超过 {most} 行；请拆分",
    "line {line} is no CSV: {error}": "第 {line} 行不是 CSV：{error}",
    "the workbook cannot be read; save it again as .xlsx, or as CSV":
        "无法读取工作簿；请重新存为 .xlsx 或 CSV",
    "unpacked, the workbook has more than {most} MiB": "工作簿解压后超过 {most} MiB",
    "the workbook is damaged or encrypted; save it again as .xlsx": "工作簿已损坏或已加密；请重新存为 .xlsx",
    "the list holds {number} terms; {most} are the most, so split it":
        "名单有 {number} 个词条；最多 {most} 个，请拆分",
}  # fmt: skip
