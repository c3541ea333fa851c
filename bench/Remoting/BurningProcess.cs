namespace RemotingBench;

/// <summary>Uses one core up, until standard input ends.</summary>
internal static class BurningProcess
{
    public static int Run()
    {
        var burner = new Thread(static () =>
        {
            for (var work = 1.0; ; work = Math.Sqrt(work + 1))
            {
            }
        })
        { IsBackground = true };
        burner.Start();
        Console.In.ReadToEnd();
        return 0;
    }
}
