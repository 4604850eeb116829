"""The judgement of posts: pure, no network, no database."""

import os

# numpy starts a thread for each core for linear algebra, which nobody here asks of it: a tenth of a second.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
