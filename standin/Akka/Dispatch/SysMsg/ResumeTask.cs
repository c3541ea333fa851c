using Akka.Event;

namespace Akka.Dispatch.SysMsg;

/// <summary>To the actor whose asynchronous handler is waiting: run the next stretch of it.</summary>
internal sealed class ResumeTask(ActorTaskScheduler scheduler, Task task) : SystemMessage, IDeadLetterSuppression
{
    public void Run() => scheduler.Run(task);
}
