using System.Text.RegularExpressions;
using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// Makes filters for log events. Of <c>message</c>, <c>start</c> and <c>contains</c> the first that is given counts; <c>source</c> is an
/// actor's path, with address or without, or a name.
/// </summary>
public class EventFilterFactory
{
    private readonly TestKitBase _testKit;
    private readonly ActorSystem _system;
    private readonly IReadOnlyList<LogEventFilter> _filters;

    internal EventFilterFactory(TestKitBase testKit, ActorSystem system, IReadOnlyList<LogEventFilter> filters)
    {
        _testKit = testKit;
        _system = system;
        _filters = filters;
    }

    /// <summary>Errors, with or without an exception, whose message counts like the error's own.</summary>
    public IEventFilterApplier Error(string message = null, string start = null, string contains = null, string source = null) =>
        ErrorWith(null, TextMatch.Of(message, start, contains), source, checkInnerExceptions: false);

    /// <inheritdoc cref="Error(string, string, string, string)"/>
    public IEventFilterApplier Error(Regex pattern, string source = null) =>
        ErrorWith(null, TextMatch.Of(pattern), source, checkInnerExceptions: false);

    /// <summary>Errors with an exception of that type; its message counts like the error's own.</summary>
    public IEventFilterApplier Exception<TException>(
        string message = null, string start = null, string contains = null, string source = null)
        where TException : Exception => Exception(typeof(TException), message, start, contains, source);

    /// <inheritdoc cref="Exception{TException}(string, string, string, string)"/>
    public IEventFilterApplier Exception<TException>(Regex pattern, string source = null)
        where TException : Exception => Exception(typeof(TException), pattern, source);

    /// <inheritdoc cref="Exception{TException}(string, string, string, string)"/>
    /// <param name="checkInnerExceptions">Whether inner exceptions count as well.</param>
    public IEventFilterApplier Exception(
        Type exceptionType,
        string message = null,
        string start = null,
        string contains = null,
        string source = null,
        bool checkInnerExceptions = false) =>
        ErrorWith(exceptionType, TextMatch.Of(message, start, contains), source, checkInnerExceptions);

    /// <inheritdoc cref="Exception{TException}(string, string, string, string)"/>
    public IEventFilterApplier Exception(Type exceptionType, Regex pattern, string source = null, bool checkInnerExceptions = false) =>
        ErrorWith(exceptionType, TextMatch.Of(pattern), source, checkInnerExceptions);

    public IEventFilterApplier Warning(string message = null, string start = null, string contains = null, string source = null) =>
        Level<Warning>(TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier Warning(Regex pattern, string source = null) => Level<Warning>(TextMatch.Of(pattern), source);

    public IEventFilterApplier Info(string message = null, string start = null, string contains = null, string source = null) =>
        Level<Info>(TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier Info(Regex pattern, string source = null) => Level<Info>(TextMatch.Of(pattern), source);

    public IEventFilterApplier Debug(string message = null, string start = null, string contains = null, string source = null) =>
        Level<Debug>(TextMatch.Of(message, start, contains), source);

    public IEventFilterApplier Debug(Regex pattern, string source = null) => Level<Debug>(TextMatch.Of(pattern), source);

    public IEventFilterApplier ForLogLevel(
        LogLevel logLevel, string message = null, string start = null, string contains = null, string source = null) => logLevel switch
    {
        LogLevel.DebugLevel => Debug(message, start, contains, source),
        LogLevel.InfoLevel => Info(message, start, contains, source),
        LogLevel.WarningLevel => Warning(message, start, contains, source),
        LogLevel.ErrorLevel => Error(message, start, contains, source),
        _ => throw new ArgumentOutOfRangeException(nameof(logLevel), logLevel, "Unknown level"),
    };

    public IEventFilterApplier ForLogLevel(LogLevel logLevel, Regex pattern, string source = null) => logLevel switch
    {
        LogLevel.DebugLevel => Debug(pattern, source),
        LogLevel.InfoLevel => Info(pattern, source),
        LogLevel.WarningLevel => Warning(pattern, source),
        LogLevel.ErrorLevel => Error(pattern, source),
        _ => throw new ArgumentOutOfRangeException(nameof(logLevel), logLevel, "Unknown level"),
    };

    /// <summary>Messages that found their recipient dead; the recipient is the source.</summary>
    public IEventFilterApplier DeadLetter() => DeadLetterWith("DeadLetter", static _ => true, null);

    /// <inheritdoc cref="DeadLetter()"/>
    public IEventFilterApplier DeadLetter<TMessage>(string source = null) => DeadLetter(typeof(TMessage), source);

    /// <inheritdoc cref="DeadLetter()"/>
    public IEventFilterApplier DeadLetter<TMessage>(Func<TMessage, bool> isMatch, string source = null) =>
        DeadLetter(typeof(TMessage), message => isMatch((TMessage)message), source);

    /// <inheritdoc cref="DeadLetter()"/>
    public IEventFilterApplier DeadLetter(Type type, string source = null) => DeadLetter(type, static _ => true, source);

    /// <inheritdoc cref="DeadLetter()"/>
    public IEventFilterApplier DeadLetter(Type type, Func<object, bool> isMatch, string source = null) =>
        DeadLetterWith($"DeadLetter of {type}", message => type.IsInstanceOfType(message) && isMatch(message), source);

    public IEventFilterApplier Custom(Predicate<LogEvent> predicate) => Apply("Custom", predicate);

    public IEventFilterApplier Custom<TLogEvent>(Predicate<TLogEvent> predicate)
        where TLogEvent : LogEvent =>
        Apply($"Custom {typeof(TLogEvent).Name}", logEvent => logEvent is TLogEvent typed && predicate(typed));

    private static bool HasText(LogEvent logEvent, TextMatch text, TextMatch source) =>
        source.IsMatch(logEvent.LogSource ?? "") && text.IsMatch(logEvent.Message?.ToString() ?? "null");

    private static bool IsError(Error error, Exception cause, Type type, TextMatch text, TextMatch source, bool checkInner)
    {
        if (cause is null) return type is null && HasText(error, text, source);
        bool isType = type is null || type.IsInstanceOfType(cause);
        if (isType && (HasText(error, text, source) || source.IsMatch(error.LogSource ?? "") && text.IsMatch(cause.Message))) return true;
        return checkInner && cause.InnerException is { } inner && IsError(error, inner, type, text, source, checkInner);
    }

    private EventFilterApplier Level<TLogEvent>(TextMatch text, string source)
        where TLogEvent : LogEvent
    {
        var from = TextMatch.OfSource(source);
        return Apply(
            $"{typeof(TLogEvent).Name}{text.Description}{from.Description}",
            logEvent => logEvent is TLogEvent && HasText(logEvent, text, from));
    }

    private EventFilterApplier ErrorWith(Type exceptionType, TextMatch text, string source, bool checkInnerExceptions)
    {
        var from = TextMatch.OfSource(source);
        return Apply(
            $"{exceptionType?.ToString() ?? "Error"}{text.Description}{from.Description}",
            logEvent => logEvent is Error error && IsError(error, error.Cause, exceptionType, text, from, checkInnerExceptions));
    }

    private EventFilterApplier DeadLetterWith(string description, Func<object, bool> isMatch, string source)
    {
        var from = TextMatch.OfSource(source);
        return Apply(
            $"{description}{from.Description}",
            logEvent => logEvent is Warning { Message: DeadLetter letter, LogSource: { } to } && from.IsMatch(to)
                && isMatch(letter.Message));
    }

    private EventFilterApplier Apply(string description, Predicate<LogEvent> matches) =>
        new(_testKit, _system, [.. _filters, new LogEventFilter(description, matches)]);
}
