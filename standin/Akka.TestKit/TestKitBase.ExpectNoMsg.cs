using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Fails if a message comes within what is left of Within, or <c>akka.test.single-expect-default</c>.</summary>
    public void ExpectNoMsg(CancellationToken cancellationToken = default) =>
        ExpectSilence(RemainingOrDefault, block: true, cancellationToken).Result();

    /// <summary>Fails if a message comes within that time, dilated.</summary>
    public void ExpectNoMsg(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectSilence(Dilated(duration), block: true, cancellationToken).Result();

    /// <summary>Fails if a message comes within that time, not dilated.</summary>
    public void ExpectNoMsg(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectSilence(TimeSpan.FromMilliseconds(milliseconds), block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectNoMsg(CancellationToken)"/>
    public ValueTask ExpectNoMsgAsync(CancellationToken cancellationToken = default) =>
        ExpectSilence(RemainingOrDefault, block: false, cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(TimeSpan, CancellationToken)"/>
    public ValueTask ExpectNoMsgAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        ExpectSilence(Dilated(duration), block: false, cancellationToken);

    /// <inheritdoc cref="ExpectNoMsg(int, CancellationToken)"/>
    public ValueTask ExpectNoMsgAsync(int milliseconds, CancellationToken cancellationToken = default) =>
        ExpectSilence(TimeSpan.FromMilliseconds(milliseconds), block: false, cancellationToken);

    private async ValueTask ExpectSilence(TimeSpan time, bool block, CancellationToken cancellationToken)
    {
        var envelope = await Receive(time, block, cancellationToken);
        if (envelope is not null) _assertions.Fail("Failed: Expected no messages during {0}, instead we received {1}", time, envelope);
    }
}
