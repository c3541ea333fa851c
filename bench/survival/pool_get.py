"""Downloads one object with s3transfer's process pool. Arguments: the endpoint, the key, the file, the size to expect or "-".

Its worker processes are named on standard error; an exception that the caller would get is named there too and makes the exit code 1."""
import multiprocessing
import sys

from s3transfer.processpool import ProcessPoolDownloader, ProcessTransferConfig

MIB = 1 << 20


def main():
    endpoint, key, file, size = sys.argv[1:]
    config = ProcessTransferConfig(multipart_threshold=MIB, multipart_chunksize=MIB, max_request_processes=3)
    with ProcessPoolDownloader(client_kwargs={"endpoint_url": endpoint, "region_name": "us-east-1"}, config=config) as pool:
        future = pool.download_file("bench", key, file, expected_size=None if size == "-" else int(size))
        workers = [str(child.pid) for child in multiprocessing.active_children() if child.name.startswith("GetObjectWorker")]
        print("workers", *workers, file=sys.stderr, flush=True)
        try:
            future.result()
        except Exception as e:
            print("error", f"{type(e).__name__}: {e}".replace("\n", " "), file=sys.stderr, flush=True)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
