using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.EndToEnd;

/// <summary>Requests arrive signed at the workers: what they are signed with is no business of theirs.</summary>
public sealed class WorkerEnvironmentSpecs : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-environment-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Worker_processes_are_not_given_the_credentials_of_the_environment()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        await using var origin = await S3LoopbackOrigin.StartAsync(new S3LoopbackOriginOptions());
        origin.Objects.Put("bucket", "object", new ObjectDefinition(ObjectContent.Generated(1, 100)) { ETag = "\"a\"" });
        var asked = new Gate();
        origin.Faults.Add(new FaultRule(new FaultAction.WaitAt(asked)));
        Dictionary<string, string?> secrets = new()
        {
            ["AWS_ACCESS_KEY_ID"] = "AKIDMINE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret-of-mine",
            ["AWS_SESSION_TOKEN"] = "session-of-mine",
            ["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "token-of-mine",
        };

        using var command = ActordlProcess.Start(origin, _directory, secrets, "get", "s3://bucket/object", Path.Combine(_directory, "file"));
        await asked.WhenReachedAsync().InTimeAsync();
        var workers = WorkerProcess.ChildrenOf(command.Id).Select(worker => File.ReadAllText($"/proc/{worker}/environ")).ToArray();
        asked.Open();
        var (exit, _, diagnostics) = await command.EndAsync();

        Assert.True(exit == 0, diagnostics);
        Assert.NotEmpty(workers);
        foreach (var secret in secrets.Values)
        {
            Assert.All(workers, environment => Assert.DoesNotContain(secret!, environment, StringComparison.Ordinal));
        }
    }
}
