using System.Globalization;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Akka.Contract.Standin;

/// <summary>
/// Reads random texts: a few hundred thousand, or as many as FUZZ_INPUTS says. Whatever the text, reading it ends, allocates in
/// proportion to it, and either throws what it is documented to throw or gives a configuration that survives being written and read again.
/// </summary>
public class HoconFuzzSpecs
{
    private const int Workers = 2;
    private const int DefaultInputs = 200_000;
    private const long FixedBytes = 1 << 20;
    private const long BytesPerCharacter = 2048;

    private static readonly TimeSpan LongestForOne = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Any_text_is_read_or_refused()
    {
        string? asked = Environment.GetEnvironmentVariable("FUZZ_INPUTS");
        int inputs = asked is null ? DefaultInputs : int.Parse(asked, CultureInfo.InvariantCulture);
        var workers = Enumerable.Range(1, Workers).Select(seed => new Worker(seed)).ToList();

        var all = Task.WhenAll(workers.Select(
            worker => Task.Factory.StartNew(() => worker.Read(inputs / Workers), TaskCreationOptions.LongRunning)));
        while (!all.IsCompleted)
        {
            int[] before = [.. workers.Select(worker => worker.Count)];
            if (await Task.WhenAny(all, Task.Delay(LongestForOne)) == all) break;
            foreach (var (worker, count) in workers.Zip(before))
            {
                Assert.True(worker.Count != count || worker.IsDone, $"Still not read: {worker.Current}");
            }
        }

        await all;
        Assert.All(workers, worker => Assert.True(worker.Accepted > worker.Count / 10));
    }

    private sealed class Worker(int seed)
    {
        private readonly HoconGenerator _generator = new(new Random(seed));

        public volatile string Current = "";
        public volatile int Count;
        public volatile bool IsDone;

        public int Accepted { get; private set; }

        public void Read(int inputs)
        {
            while (Count < inputs)
            {
                Current = _generator.Next();
                Count++;
                try
                {
                    ReadCurrent();
                }
                catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
                {
                    Assert.Fail($"Input {Count} of seed {seed} gave {failure}\n{Current}");
                }
            }

            IsDone = true;
        }

        private void ReadCurrent()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Config config;
            try
            {
                config = ConfigurationFactory.ParseString(Current);
            }
            catch (Exception refusal) when (refusal is FormatException or ConfigurationException)
            {
                AssertProportion(before);
                return;
            }

            AssertProportion(before);
            Accepted++;
            Visit(config.Root);
            string written = config.ToString();
            string again = ConfigurationFactory.ParseString(written).ToString();
            if (written != again) Assert.Fail($"Input {Count} of seed {seed} is written as\n{written}\nand then as\n{again}\n{Current}");
        }

        private void AssertProportion(long before)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > FixedBytes + BytesPerCharacter * Current.Length)
            {
                Assert.Fail($"Input {Count} of seed {seed}, {Current.Length} characters, allocated {allocated} bytes\n{Current}");
            }
        }

        private static void Visit(HoconValue value)
        {
            if (value.IsString())
            {
                Tried(() => value.GetBoolean());
                Tried(() => value.GetTimeSpan());
                Tried(() => value.GetByteSize());
                Tried(() => value.GetLong());
            }

            foreach (var inner in value.GetArray()) Visit(inner);
            if (value.GetObject() is not { } fields) return;
            foreach (var field in fields.Items.Values) Visit(field);
        }

        private static void Tried<T>(Func<T> read)
        {
            try
            {
                read();
            }
            catch (Exception refusal)
                when (refusal is FormatException or NotSupportedException or OverflowException or ArgumentNullException)
            {
                // That is how a value says it is something else.
            }
        }
    }
}
