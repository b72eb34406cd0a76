WARC/1.0
WARC-Type: metadata
WARC-Target-URI: https://www.own.example/page
WARC-Date: 2026-04-01T00:00:00Z
Content-Type: application/json
Content-Length: 848

{"Container": {"Filename": "x.warc.gz", "Offset": "0"}, "Envelope": {"Payload-Metadata": {"HTTP-Response-Metadata": {"Response-Message": {"Status": "200", "Version": "HTTP/1.1", "Reason": "OK"}, "Headers": {"Content-Type": "text/html"}, "HTML-Metadata": {"Links": [{"path": "A@/href", "url": "/", "text": "Accueil"}, {"path": "A@/href", "url": "https://shop.example/bottes", "rel": "sponsored", "text": "bottes de randonn\u00e9e"}, {"path": "IMG@/src", "url": "l.png", "alt": "La boutique"}, {"path": "A@/href", "url": "https://shop.example/"}], "Head": {"Metas": [{"name": "HTML@/lang", "content": "fr"}], "Title": "Guide des bottes", "Link": [{"path": "LINK@/href", "url": "/guide", "rel": "canonical"}]}}}}, "WARC-Header-Metadata": {"WARC-Type": "response", "WARC-Date": "2026-03-04T05:06:07Z", "WARC-Target-URI": "https://blog.example/guide"}}}

WARC/1.0
WARC-Type: metadata
WARC-Target-URI: https://www.own.example/page
WARC-Date: 2026-04-01T00:00:00Z
Content-Type: application/json
Content-Length: 654

{"Container": {"Filename": "x.warc.gz", "Offset": "0"}, "Envelope": {"Payload-Metadata": {"HTTP-Response-Metadata": {"Response-Message": {"Status": "200", "Version": "HTTP/1.1", "Reason": "OK"}, "Headers": {"x-robots-tag": "nofollow"}, "HTML-Metadata": {"Links": [{}, {"path": "A@/href", "url": "/long", "text": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}, {"path": "STYLE/#text", "href": "a.png"}], "Head": {"Title": "Long"}}}}, "WARC-Header-Metadata": {"WARC-Type": "response", "WARC-Date": "2026-03-04T05:06:07Z", "WARC-Target-URI": "https://blog.example/long"}}}

WARC/1.0
WARC-Type: metadata
WARC-Target-URI: https://www.own.example/page
WARC-Date: 2026-04-01T00:00:00Z
Content-Type: application/json
Content-Length: 491

{"Container": {"Filename": "x.warc.gz", "Offset": "0"}, "Envelope": {"Payload-Metadata": {"HTTP-Response-Metadata": {"Response-Message": {"Status": "200", "Version": "HTTP/1.1", "Reason": "OK"}, "Headers": {"Content-Type": "text/html"}, "HTML-Metadata": {"Links": [{"path": "A@/href", "url": "https://shop.example/", "text": "old times"}], "Head": {}}}}, "WARC-Header-Metadata": {"WARC-Type": "response", "WARC-Date": "2016-05-06T07:08:09Z", "WARC-Target-URI": "https://blog.example/2016"}}}

WARC/1.0
WARC-Type: metadata
WARC-Target-URI: https://www.own.example/page
WARC-Date: 2026-04-01T00:00:00Z
Content-Type: application/json
Content-Length: 494

{"Container": {"Filename": "x.warc.gz", "Offset": "0"}, "Envelope": {"Payload-Metadata": {"HTTP-Response-Metadata": {"Response-Message": {"Status": "200", "Version": "HTTP/1.1", "Reason": "OK"}, "Headers": {"Content-Type": "text/html"}, "HTML-Metadata": {"Links": [{"path": "A@/href", "url": "https://shop.example/e", "text": "cut \ud83d"}], "Head": {}}}}, "WARC-Header-Metadata": {"WARC-Type": "response", "WARC-Date": "2026-03-04T05:06:07Z", "WARC-Target-URI": "https://blog.example/emoji"}}}

WARC/1.0
WARC-Type: metadata
WARC-Target-URI: https://www.own.example/page
WARC-Date: 2026-04-01T00:00:00Z
Content-Type: application/json
Content-Length: 411

{"Container": {"Filename": "x.warc.gz", "Offset": "0"}, "Envelope": {"Payload-Metadata": {"HTTP-Response-Metadata": {"Response-Message": {"Status": "302", "Version": "HTTP/1.1", "Reason": "OK"}, "Headers": {"Location": "/new"}, "HTML-Metadata": {"Links": [], "Head": {}}}}, "WARC-Header-Metadata": {"WARC-Type": "response", "WARC-Date": "2026-03-04T05:06:07Z", "WARC-Target-URI": "https://blog.example/moved"}}}

