"""Every way in which a page can ask for an address, and the forms in which a forbidden one can be written."""

# What a page does by itself while it stays where it is; {url} is the address, {ws} the same for a socket.
STAYING = {
    "image": '<img src="{url}image">',
    "picture set": '<img srcset="{url}srcset 2x">',
    "frame": '<iframe src="{url}frame"></iframe>',
    "frame in a frame": "<iframe srcdoc=\"<iframe src='{url}srcdoc'></iframe>\"></iframe>",
    "frame that moves": "<iframe srcdoc=\"<meta http-equiv=refresh content='0;url={url}moved'>\"></iframe>",
    "object": '<object data="{url}object"></object>',
    "embed": '<embed src="{url}embed">',
    "script": '<script src="{url}script"></script>',
    "module": '<script type="module">import "{url}module"</script>',
    "style": '<link rel="stylesheet" href="{url}style">',
    "CSS import": '<style>@import url("{url}import");</style>',
    "CSS picture": '<style>body {{ background: url("{url}background") }}</style>',
    "CSS font": '<style>@font-face {{ font-family: f; src: url("{url}font") }} i {{ font-family: f }}</style>'
    "<i>f</i>",
    "icon": '<link rel="icon" href="{url}icon">',
    "manifest": '<link rel="manifest" href="{url}manifest">',
    "film": '<video src="{url}film" autoplay poster="{url}poster"></video>',
    "sound": '<audio src="{url}sound" autoplay></audio>',
    "prefetch": '<link rel="prefetch" href="{url}prefetch">',
    "preload": '<link rel="preload" as="fetch" crossorigin href="{url}preload">',
    "module preload": '<link rel="modulepreload" href="{url}modulepreload">',
    "preconnect": '<link rel="preconnect" href="{url}">',
    "look-up ahead": '<link rel="dns-prefetch" href="{url}">',
    "prerender": '<link rel="prerender" href="{url}prerender">',
    "speculation": '<script type="speculationrules">{{"prefetch": [{{"urls": ["{url}speculated"],'
    ' "eagerness": "immediate"}}], "prerender": [{{"urls": ["{url}prerendered"]}}]}}</script>',
    "fetch": '<script>fetch("{url}fetch", {{mode: "no-cors"}}).catch(() => 0)</script>',
    "fetch that stays alive": '<script>fetch("{url}keepalive", {{method: "POST", keepalive: true, '
    'mode: "no-cors"}}).catch(() => 0)</script>',
    "XHR": '<script>{{let x = new XMLHttpRequest(); x.open("GET", "{url}xhr"); x.send()}}</script>',
    "beacon": '<script>navigator.sendBeacon("{url}beacon", "x")</script>',
    "ping": '<a id="ping" href="#here" ping="{url}ping">x</a>'
    '<script>document.getElementById("ping").click()</script>',
    "event source": '<script>new EventSource("{url}events")</script>',
    "socket": '<script>new WebSocket("{ws}socket")</script>',
    "worker": "<script>new Worker(URL.createObjectURL(new Blob(['"
    'fetch("{url}worker", {{mode: "no-cors"}}); new WebSocket("{ws}worker"); importScripts("{url}imported")'
    "'])))</script>",
    "shared worker": "<script>new SharedWorker(URL.createObjectURL(new Blob(['"
    'fetch("{url}shared", {{mode: "no-cors"}})'
    "'])))</script>",
    "service worker": "<script>if (navigator.serviceWorker)"
    ' navigator.serviceWorker.register("/worker.js?{url}").catch(() => 0)</script>',
    "WebTransport": '<script>try {{ new WebTransport("https://{host}/transport").ready.catch(() => 0) }}'
    " catch {{}}</script>",
    "WebRTC": "<script>{{let p = new RTCPeerConnection({{iceServers: [{{urls: 'stun:{host}'}},"
    " {{urls: 'turn:{host}?transport=tcp', username: 'u', credential: 'c'}}]}});"
    " p.createDataChannel('x');"
    " p.createOffer().then(o => p.setLocalDescription(o)).catch(() => 0)}}</script>",
    "WebRTC peer": "<script>{{let p = new RTCPeerConnection(), q = new RTCPeerConnection();"
    " let [, h, n] = '{host}'.match(/^\\[?(.*?)\\]?:(\\d+)$/); q.createDataChannel('x');"
    " q.createOffer().then(o => p.setRemoteDescription(o)).then(() => p.createAnswer())"
    ".then(a => p.setLocalDescription(a)).then(() => ['udp', 'tcp'].forEach(k => p.addIceCandidate({{"
    "sdpMid: '0', candidate: `candidate:1 1 ${{k}} 2113937151 ${{h}} ${{n}} typ host tcptype passive`}})"
    ".catch(() => 0))).catch(() => 0)}}</script>",
    "form in a frame": '<iframe name="sink"></iframe>'
    '<form id="form" target="sink" method="post" action="{url}form">'
    '</form><script>document.getElementById("form").submit()</script>',
    "window": '<script>window.open("{url}window")</script>',
}
# What leads the page away, one at a time.
LEAVING = {
    "link": '<a id="away" href="{url}link">x</a><script>document.getElementById("away").click()</script>',
    "meta refresh": '<meta http-equiv="refresh" content="0; url={url}meta">',
    "location": '<script>location = "{url}location"</script>',
    "form": '<form id="form" action="{url}form"></form>'
    '<script>document.getElementById("form").submit()</script>',
}
# 3xx, by the test's own server.
REDIRECT = "redirect"

# Numbers under which nothing on the public Internet answers; the test's network has most of them.
INNER = (
    "127.0.0.1", "127.0.0.2", "127.1.2.3", "127.255.255.254", "0.0.0.0", "10.0.0.1", "10.255.255.254",
    "100.64.0.1", "100.100.100.200", "169.254.1.1", "169.254.169.254", "169.254.170.2", "172.16.0.1",
    "172.31.255.254", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.1.254",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "168.63.129.16", "240.0.0.1", "255.255.255.255",
    "224.0.0.1", "::1", "::", "::7f00:1", "fc00::1", "fd00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
    "2001:db8::1", "2001::7f00:1", "2002:7f00:1::1", "2002:a00:1::1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::ffff:0:7f00:1", "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1",
    "3fff::1", "5f00::1", "100::1", "ff02::1", "ff0e::1",
)  # fmt: skip
# The first of them and a few others in disguise.
DISGUISED = (
    "127.1", "127.0.1", "127.000.000.001", "0177.0.0.1", "0177.0.1", "0177.1", "00177.0.0.1",
    "0177.0x0.0.1", "0x7f.0.0.1", "0x7f.0x0.0x0.0x1", "0x7F.1", "0x7f000001", "0X7F000001",
    "0x00000000007f000001", "2130706433", "017700000001", "0000017700000001", "4294967295", "0", "1",
    "0x0", "0x", "0.0", "127.0.0.1.", "127.1.", "2130706433.", "0x7f.1.", "127。0。0。1",
    "127．0．0．1", "127｡0｡0｡1", "127.0.0.1。", "%31%32%37%2e%30%2e%30%2e%31", "127%2e0%2e0%2e1",
    "%31270.1", "12%37.1", "１２７.０.０.１", "127.0.0.１", "①②⑦.⓪.⓪.①", "127.⓪.⓪.1", "𝟏𝟐𝟕.𝟎.𝟎.𝟏",
    "２１３０７０６４３３", "０x7f.1", "127\u00ad.0.0.1", "127.0.0\u200b.1", "user@127.0.0.1",
    "user:word@127.1", "www.example.com@127.0.0.1", "www.example.com:80@127.0.0.1", "0xa.1", "012.1",
    "167772161", "10.1", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "169.254.43518",
    "0xa9.0xfe.0xa9.0xfe", "3232235521", "0xc0a80001", "0300.0250.0.1", "192.168.1", "172.1048577",
    "2886729729", "0x64.0x64.0x64.0xc8", "1684300744", "168.63.33040", "2822734096", "[::1]",
    "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::0001]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[::FFFF:7F00:0001]", "[0:0:0:0:0:ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::10.0.0.1]", "[::ffff:0.0.0.0]", "[::ffff:a9fe:a9fe]", "[fe80::1%25lo]", "[::1%25lo]",
)  # fmt: skip
NAMES = (
    "localhost", "LOCALHOST", "LocalHost", "localhost.", "ｌｏｃａｌｈｏｓｔ", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "local%68ost", "lo\u00adcalhost", "a.localhost", "www.localhost.", "localhost.localdomain",
    "ip6-localhost", "user@localhost", "canary.local", "canary.internal", "metadata.google.internal",
    "canary.lan", "canary.home.arpa", "canary", "canary.", "canary.intranet", "canary.onion",
)  # fmt: skip


def forms(port: int) -> list[str]:
    """All of them as the authority of an address with that port."""
    numbers = [f"[{one}]" if ":" in one else one for one in INNER]
    return [f"{one}:{port}" for one in dict.fromkeys((*numbers, *DISGUISED, *NAMES))]


def filled(template: str, authority: str) -> str:
    """A way with the address of ``authority`` in it."""
    return template.format(url=f"http://{authority}/", ws=f"ws://{authority}/", host=authority)
