namespace Akka.TestKit;

/// <summary>Mutes log events until it is disposed or told to unmute.</summary>
public interface IUnmutableFilter : IDisposable
{
    void Unmute();
}
