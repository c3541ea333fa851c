"""Downloads with the AWS CRT's S3 client. Arguments: the host, "tls" or "plain", a certificate or "-", a list of keys and files, or "-" to serve (session.py)."""
import os
import sys

from awscrt import auth, http, io, s3

from session import items_of, serve

host, mode, certificate, what = sys.argv[1:]
group = io.EventLoopGroup()
bootstrap = io.ClientBootstrap(group, io.DefaultHostResolver(group))
tls = None
if mode == "tls":
    context = io.TlsContextOptions()
    context.override_default_trust_store_from_path(None, certificate)
    tls = io.ClientTlsContext(context).new_connection_options()
client = s3.S3Client(
    bootstrap=bootstrap,
    region="us-east-1",
    tls_mode=s3.S3RequestTlsMode.ENABLED if tls else s3.S3RequestTlsMode.DISABLED,
    tls_connection_options=tls,
    credential_provider=auth.AwsCredentialsProvider.new_static(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"]))


def download(items):
    requests = []
    for key, file in items:
        headers = http.HttpHeaders()
        headers.add("host", host)
        requests.append(client.make_request(
            request=http.HttpRequest("GET", f"/bench/{key}", headers), type=s3.S3RequestType.GET_OBJECT, recv_filepath=file))
    for request in requests:
        request.finished_future.result(600)


if what == "-":
    serve(download)
else:
    download(items_of(what))
