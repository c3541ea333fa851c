"""Downloads with s3transfer's process pool. Arguments: the endpoint, a certificate or "-", a list of keys and files, or "-" to serve (session.py)."""
import sys

from botocore.config import Config
from s3transfer.processpool import ProcessPoolDownloader

from session import items_of, serve


def main():
    endpoint, certificate, what = sys.argv[1:]
    verify = {} if certificate == "-" else {"verify": certificate}
    client = {"endpoint_url": endpoint, "region_name": "us-east-1", "config": Config(s3={"addressing_style": "path"}), **verify}
    with ProcessPoolDownloader(client_kwargs=client) as pool:
        def download(items):
            for future in [pool.download_file("bench", key, file) for key, file in items]:
                future.result()

        if what == "-":
            serve(download)
        else:
            download(items_of(what))


if __name__ == "__main__":
    main()
