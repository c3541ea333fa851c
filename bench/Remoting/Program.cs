using System.Globalization;
using RemotingBench;

// Without arguments: one round of measuring speed, for bench/akka. "watch MINUTES": counts false alarms of the failure detector under full
// load. Other arguments: a process that the measuring one starts.
return args switch
{
    ["echo"] => await EchoProcess.RunAsync(),
    ["first-reply", var address] => await FirstReplyProcess.RunAsync(address),
    ["burn"] => BurningProcess.Run(),
    ["watch", var minutes] => await FalseAlarms.RunAsync(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))),
    [] => await Measurement.RunAsync(),
    _ => 2,
};
