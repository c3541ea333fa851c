using System.Text;

namespace ActorDownloader.Cli.Output;

/// <summary>The JSON forms are a contract: these texts may get longer, never different.</summary>
public class MessageSpecs
{
    private static readonly DownloadRequest Request = new("bucket", "dir/ключ+\"1\".bin", "/data/file");

    private static readonly DownloadResult Result =
        new(1 << 30, null, null, TimeSpan.FromSeconds(3), 33, 1, new ObjectValidation("CRC64NVME", null), []);

    [Fact]
    public void A_completed_download_says_what_came_and_from_whom()
    {
        var message = CompletedMessage.Of(
            Request,
            new DownloadResult(
                268435456,
                "\"abc-2\"",
                "v1",
                TimeSpan.FromSeconds(3.21049),
                33,
                1,
                new ObjectValidation("CRC64NVME", null),
                [new("host", 4711, 200000000), new("host", 4712, 68435456)]));

        Assert.Equal(
            """{"event":"completed","bucket":"bucket","key":"dir/ключ+\"1\".bin","path":"/data/file","bytes":268435456,"etag":"\"abc-2\"","versionId":"v1","seconds":3.21,"requests":33,"retries":1,"validated":"CRC64NVME","validation":null,"workers":[{"pid":4711,"host":"host","bytes":200000000},{"pid":4712,"host":"host","bytes":68435456}]}""",
            Json(message));
        Assert.Equal(
            ["s3://bucket/dir/ключ+\"1\".bin to /data/file: 256 MiB in 3.21 s (79.8 MiB/s), 33 requests, 1 retry, 2 workers, CRC64NVME validated"],
            message.ToLines());
    }

    [Fact]
    public void A_download_that_could_not_be_validated_says_why()
    {
        var message = CompletedMessage.Of(
            Request,
            new DownloadResult(
                0, null, null, TimeSpan.Zero, 1, 0, new ObjectValidation(null, "It was not asked for."), [new("host", 4711, 0)]));

        Assert.Equal(
            """{"event":"completed","bucket":"bucket","key":"dir/ключ+\"1\".bin","path":"/data/file","bytes":0,"etag":null,"seconds":0,"requests":1,"retries":0,"validated":null,"validation":"It was not asked for.","workers":[{"pid":4711,"host":"host","bytes":0}]}""",
            Json(message));
        Assert.Equal(
            ["s3://bucket/dir/ключ+\"1\".bin to /data/file: 0 B in 0 s, 1 request, 0 retries, 1 worker, not validated: It was not asked for."],
            message.ToLines());
    }

    [Fact]
    public void A_download_that_was_begun_anew_says_so()
    {
        var message = CompletedMessage.Of(Request, Result with { Restarts = 1 });

        Assert.EndsWith("\"workers\":[],\"restarts\":1}", Json(message), StringComparison.Ordinal);
        Assert.Contains(", begun anew 1 time, CRC64NVME validated", Assert.Single(message.ToLines()), StringComparison.Ordinal);
    }

    [Fact]
    public void Slow_chunks_that_were_fetched_twice_are_told()
    {
        var message = CompletedMessage.Of(Request, Result with { Hedges = 2, HedgedBytes = 300 });

        Assert.EndsWith("\"workers\":[],\"hedges\":2,\"hedgedBytes\":300}", Json(message), StringComparison.Ordinal);
        Assert.Contains(", 2 slow chunks fetched twice, ", Assert.Single(message.ToLines()), StringComparison.Ordinal);
    }

    [Fact]
    public void Chunks_that_had_come_wrong_are_told()
    {
        var message = CompletedMessage.Of(Request, Result with { DamagedChunks = [0, 7] });

        Assert.EndsWith("\"workers\":[],\"damagedChunks\":[0,7]}", Json(message), StringComparison.Ordinal);
        Assert.Contains(", 2 chunks wrong at first (0, 7), ", Assert.Single(message.ToLines()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_download_carries_the_answer_that_failed_it()
    {
        var cause = new DownloadException(DownloadErrorKind.NotFound, "The origin answered with status 404.", Request)
        {
            HttpStatus = 404,
            ErrorCode = "NoSuchKey",
            RequestId = "R1",
        };
        var message = FailedMessage.Of(Request, cause);

        Assert.Equal(
            """{"event":"failed","bucket":"bucket","key":"dir/ключ+\"1\".bin","path":"/data/file","error":{"type":"NotFound","message":"The origin answered with status 404. (s3://bucket/dir/ключ+\"1\".bin to /data/file)","status":404,"code":"NoSuchKey","requestId":"R1"}}""",
            Json(message));
        Assert.Equal(
            ["The origin answered with status 404. (s3://bucket/dir/ключ+\"1\".bin to /data/file) [NotFound, HTTP 404, request R1]"],
            message.ToLines());
    }

    [Fact]
    public void A_failure_without_an_answer_has_none_of_its_properties()
    {
        var message = FailedMessage.Of(Request, new InvalidOperationException("Broken."));

        Assert.Equal(
            """{"event":"failed","bucket":"bucket","key":"dir/ключ+\"1\".bin","path":"/data/file","error":{"type":"Internal","message":"System.InvalidOperationException: Broken."}}""",
            Json(message));
        Assert.Equal(["System.InvalidOperationException: Broken. [Internal]"], message.ToLines());
    }

    [Fact]
    public void A_cancelled_download_says_by_what_and_whether_something_is_left()
    {
        Assert.Equal(
            """{"event":"cancelled","bucket":"b","key":"k","path":"/data/file","signal":"SIGINT","cleanedUp":true}""",
            Json(new CancelledMessage("b", "k", "/data/file", "SIGINT", true)));
        Assert.Equal(
            ["Cancelled by SIGINT; nothing was left behind. (s3://b/k to /data/file)"],
            new CancelledMessage("b", "k", "/data/file", "SIGINT", true).ToLines());
        Assert.Contains(
            "a temporary file may be left beside /data/file",
            new CancelledMessage("b", "k", "/data/file", "SIGINT", false).ToLines()[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_download_that_was_resumed_says_how_much_was_there()
    {
        var message = CompletedMessage.Of(Request, Result with { Resumption = new Resumption(256 << 20, null) });

        Assert.EndsWith(""","workers":[],"resumedBytes":268435456}""", Json(message), StringComparison.Ordinal);
        Assert.Equal(
            ["s3://bucket/dir/ключ+\"1\".bin to /data/file: 1 GiB, 256 MiB of it from an earlier run in 3 s (256 MiB/s), 33 requests, 1 retry, 0 workers, CRC64NVME validated"],
            message.ToLines());
    }

    [Fact]
    public void What_could_not_be_resumed_is_said_aloud()
    {
        var anew = CompletedMessage.Of(Request, Result with { Resumption = new Resumption(0, "The object has changed since.") });

        Assert.EndsWith(""","workers":[],"resumption":"The object has changed since."}""", Json(anew), StringComparison.Ordinal);
        Assert.Equal("Begun anew. The object has changed since.", anew.ToLines()[0]);
        Assert.Equal(
            "Resumed. 1 chunk was damaged.",
            CompletedMessage.Of(Request, Result with { Resumption = new Resumption(1, "1 chunk was damaged.") }).ToLines()[0]);
    }

    [Fact]
    public void What_is_kept_is_said()
    {
        var cancelled = new CancelledMessage("b", "k", "/data/file", "SIGINT", true, 1 << 20);
        var failed = FailedMessage.Of(Request, new DownloadException(DownloadErrorKind.ConnectionFailed, "Broken.", Request), 1 << 20);

        Assert.EndsWith(""","cleanedUp":true,"keptBytes":1048576}""", Json(cancelled), StringComparison.Ordinal);
        Assert.StartsWith(
            "Cancelled by SIGINT; 1 MiB are kept, and the same command goes on from there.",
            cancelled.ToLines()[0],
            StringComparison.Ordinal);
        Assert.EndsWith("},\"keptBytes\":1048576}", Json(failed), StringComparison.Ordinal);
        Assert.Equal("1 MiB are kept, and the same command goes on from there.", failed.ToLines()[1]);
    }

    [Fact]
    public void A_line_end_in_a_key_does_not_end_the_line_of_json() =>
        Assert.DoesNotContain('\n', Json(new CancelledMessage("b", "k\n{}", "/data/file", "SIGINT", true)));

    private static string Json(CliMessage message) => Encoding.UTF8.GetString(message.ToJson());
}
