namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    // The end of the innermost Within, as Now tells it.
    private TimeSpan? _end;

    // Receiving for as long as messages come lasts until the end of Within, which is then no failure to end in time.
    private bool _lastedUntilSilence;

    /// <summary>The time of day, UTC.</summary>
    public static TimeSpan Now => TimeSpan.FromTicks(DateTime.UtcNow.Ticks);

    /// <summary>What is left of the innermost Within; never negative.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public TimeSpan Remaining =>
        _end is { } end ? Until(end) : throw new InvalidOperationException("Remaining may not be called outside of Within");

    /// <summary>What is left of the innermost Within, or the dilated default of an expectation.</summary>
    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(TestKitSettings.SingleExpectDefault));

    /// <summary>The time, dilated; without one, <see cref="RemainingOrDefault"/>.</summary>
    /// <exception cref="ArgumentException">The time is negative.</exception>
    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration is { } given ? Dilated(given) : RemainingOrDefault;

    /// <summary>The time multiplied by <c>akka.test.timefactor</c>.</summary>
    /// <exception cref="ArgumentException">The time is negative.</exception>
    public TimeSpan Dilated(TimeSpan duration) => duration >= TimeSpan.Zero
        ? duration * TestKitSettings.TestTimeFactor
        : throw new ArgumentException("Must not be negative", nameof(duration));

    /// <summary>The time, or the default of an expectation; not dilated.</summary>
    public TimeSpan GetTimeoutOrDefault(TimeSpan? timeout) => timeout ?? TestKitSettings.SingleExpectDefault;

    /// <summary>What is left of the innermost Within, or that time.</summary>
    protected TimeSpan RemainingOr(TimeSpan duration) => _end is { } end ? Until(end) : duration;

    private static TimeSpan Until(TimeSpan end)
    {
        var left = end - Now;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
