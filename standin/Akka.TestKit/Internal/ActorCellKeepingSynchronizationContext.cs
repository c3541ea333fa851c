using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.TestKit.Internal;

/// <summary>
/// Runs what follows an await on the thread pool, with the test actor as the current actor: so a test may go on telling without naming
/// a sender.
/// </summary>
internal sealed class ActorCellKeepingSynchronizationContext(ActorCell cell) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object state) =>
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Run(), new Work(this, d, state), preferLocal: false);

    public override void Send(SendOrPostCallback d, object state) => Run(d, state);

    public override SynchronizationContext CreateCopy() => this;

    private void Run(SendOrPostCallback callback, object state)
    {
        var outerContext = Current;
        var outerCell = InternalCurrentActorCellKeeper.Current;
        SetSynchronizationContext(this);
        InternalCurrentActorCellKeeper.Current = cell;
        try
        {
            callback(state);
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = outerCell;
            SetSynchronizationContext(outerContext);
        }
    }

    private readonly record struct Work(ActorCellKeepingSynchronizationContext Context, SendOrPostCallback Callback, object State)
    {
        public void Run() => Context.Run(Callback, State);
    }
}
