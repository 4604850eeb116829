"""Thread pages as an application shows them: a shell, a script of ordinary size, and posts it asks for."""

import json

from benchmarks.loopback import Answer

POSTS = 20
SHELL = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>帖子</title>
<link rel="stylesheet" href="/static/style.css"></head>
<body><div id="app"><p class="loading">加载中…</p></div>
<script src="/static/application.js"></script></body></html>"""
STYLE = ".post{border:1px solid #ddd;margin:8px;padding:8px;display:flex}" + "".join(
    f".block-{n}{{margin:{n % 9}px;padding:{n % 7}px;color:#{n % 900 + 99:03d}}}" for n in range(900)
)
LIBRARY = ",".join(
    f"f{n}(value) {{ let sum = {n}; for (let i = 0; i < 9; i++) sum += value * i; return sum % 900 }}"
    for n in range(700)
)
SCRIPT = (
    f"const library = {{{LIBRARY}}};"
    + """
(async () => {
  const answer = await fetch("/api/thread" + location.search);
  const thread = await answer.json();
  const app = document.getElementById("app");
  app.replaceChildren(...thread.posts.map((post, place) => {
    const box = document.createElement("article");
    box.className = "post block-" + library.f7(place);
    box.dataset.id = post.id;
    const picture = document.createElement("img");
    picture.src = "/avatar/" + post.author + ".png";
    const name = document.createElement("b"), text = document.createElement("p");
    const at = document.createElement("time");
    name.textContent = post.author;
    text.textContent = post.text;
    at.textContent = new Date(post.at * 1000).toLocaleString("zh-CN");
    box.append(picture, name, at, text);
    return box;
  }));
  document.title = thread.title;
})();
"""
)


def script_pages(count: int) -> dict[str, Answer]:
    """``count`` threads (:func:`path_of`) with everything their pages ask for."""
    kept = "\r\nCache-Control: max-age=86400"  # as sites have it for what they name by version
    pages: dict[str, Answer] = {
        "/robots.txt": ("text/plain", b""),
        "/static/style.css": (f"text/css{kept}", STYLE.encode()),
        "/static/application.js": (f"text/javascript; charset=utf-8{kept}", SCRIPT.encode()),
    }
    for number in range(count):
        pages[path_of(number)] = ("text/html; charset=utf-8", SHELL.encode())
        pages[f"/api/thread?tid={number}"] = ("application/json", _thread(number))
    return pages


def path_of(number: int) -> str:
    """The address of one thread."""
    return f"/thread?tid={number}"


def _thread(number: int) -> bytes:
    posts = [
        {"id": n, "author": f"user{n}", "at": 1_770_000_000 + n, "text": f"第{n}楼：" + "今天天气不错，" * 12}
        for n in range(number * POSTS, (number + 1) * POSTS)
    ]
    return json.dumps({"title": f"帖子{number}", "posts": posts}, ensure_ascii=False).encode()
