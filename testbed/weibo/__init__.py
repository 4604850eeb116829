"""A microblog that speaks the JSON of m.weibo.cn."""
