"""`gunicorn -c deploy/gunicorn.conf.py newsroom.wsgi`: threads, because a page waits for its database."""

import multiprocessing
import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count()))
threads = 4
max_requests = 10_000  # a worker that leaks is replaced before anyone notices
max_requests_jitter = 1_000
preload_app = False
accesslog = "-"
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
