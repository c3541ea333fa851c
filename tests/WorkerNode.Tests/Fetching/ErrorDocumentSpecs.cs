using System.Text;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class ErrorDocumentSpecs
{
    [Fact]
    public void Every_field_is_read_in_any_order_among_unknown_ones()
    {
        var document = Parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Unknown><Deep>x</Deep></Unknown><RequestId>id</RequestId><Message>The difference is too large.</Message>
            <Code>RequestTimeTooSkewed</Code><Region>eu-west-1</Region><ServerTime>2026-01-02T03:04:05Z</ServerTime><MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds></Error>
            """);

        Assert.Equal(
            new ErrorDocument(
                "RequestTimeTooSkewed",
                "The difference is too large.",
                "id",
                "eu-west-1",
                new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            document);
    }

    [Fact]
    public void An_empty_message_is_none() =>
        Assert.Equal(
            new ErrorDocument("NoSuchKey", null, null, null, null), Parse("<Error><Code>NoSuchKey</Code><Message></Message></Error>"));

    [Fact]
    public void A_wrapped_error_with_a_namespace_is_read() =>
        Assert.Equal(
            "SlowDown",
            Parse(
                "<ErrorResponse xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Error><Code>SlowDown</Code></Error></ErrorResponse>")?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("not xml")]
    [InlineData("<html><body>Bad Gateway</body></html>")]
    [InlineData("<Error/>")]
    [InlineData("<Error><Message>no code</Message></Error>")]
    [InlineData("<Error><Code>Cut</Code><Mess")]
    [InlineData("<ListBucketResult><Error><Code>x</Code></Error></ListBucketResult>")]
    [InlineData("<!DOCTYPE Error [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Error><Code>&e;</Code></Error>")]
    public void Anything_else_is_none(string text) => Assert.Null(Parse(text));

    private static ErrorDocument? Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return ErrorDocument.Parse([.. bytes, 1, 2, 3], bytes.Length);
    }
}
