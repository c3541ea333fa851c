using System.Diagnostics;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs dead letters: up to <c>akka.log-dead-letters</c> of them, then none for a while.</summary>
public class DeadLetterListener : ActorBase
{
    private readonly Settings _settings = Context.System.Settings;
    private readonly EventStream _eventStream = Context.System.EventStream;
    private readonly IActorRef _deadLetters = Context.System.DeadLetters;
    private long _count;
    private long? _suspendedSince;

    protected override void PreStart()
    {
        _eventStream.Subscribe(Self, typeof(DeadLetter));
        _eventStream.Subscribe(Self, typeof(Dropped));
        _eventStream.Subscribe(Self, typeof(UnhandledMessage));
    }

    protected override void PreRestart(Exception reason, object message)
    {
    }

    protected override void PostRestart(Exception reason)
    {
    }

    protected override bool Receive(object message)
    {
        if (message is not AllDeadLetters letter)
            return false;
        if (letter.Message is IDeadLetterSuppression)
            return true;

        _count++;
        var pause = _settings.LogDeadLettersSuspendDuration;
        if (_suspendedSince is { } since)
        {
            if (Stopwatch.GetElapsedTime(since) <= pause)
                return true;
            Log(letter, $", of which {_count - _settings.LogDeadLetters - 1} were not logged. The counter will be reset now");
            _suspendedSince = null;
            _count = 0;
        }
        else if (_settings.LogDeadLetters == int.MaxValue || _count < _settings.LogDeadLetters)
        {
            Log(letter, "");
        }
        else if (pause == Timeout.InfiniteTimeSpan)
        {
            Log(letter, ", no more dead letters will be logged");
            Context.Stop(Self);
        }
        else
        {
            Log(letter, $", no more dead letters will be logged in next [{pause}]");
            _suspendedSince = Stopwatch.GetTimestamp();
        }
        return true;
    }

    private void Log(AllDeadLetters letter, string outlook)
    {
        var content = letter.Message;
        while (content is IWrappedMessage wrapped)
            content = wrapped.Message;
        var fate = letter switch
        {
            Dropped dropped => $"was dropped. {dropped.Reason}",
            UnhandledMessage => "was unhandled",
            _ => "was not delivered",
        };
        var name = content?.GetType().Name ?? "null";
        var text =
            $"Message [{name}]{Of(" from ", letter.Sender)}{Of(" to ", letter.Recipient)} {fate}. " +
            $"[{_count}] dead letters encountered{outlook}. " +
            "Settings 'akka.log-dead-letters' and 'akka.log-dead-letters-during-shutdown' turn this logging off.";
        if (content is not null && content.ToString() is { } printed && printed != name)
            text += $" Message content: {printed}";
        _eventStream.Publish(new Info(letter.Recipient.Path.ToString(), letter.Recipient.GetType(), text));
    }

    private string Of(string preposition, IActorRef actor) =>
        actor is null || ReferenceEquals(actor, _deadLetters) ? "" : $"{preposition}{actor}";
}
