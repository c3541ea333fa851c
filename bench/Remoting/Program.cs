using RemotingBench;

// Without arguments: measures. With arguments: a process that the measuring one starts.
return args switch
{
    ["echo"] => await EchoProcess.RunAsync(),
    ["first-reply", var address] => await FirstReplyProcess.RunAsync(address),
    [] => await Measurement.RunAsync(),
    _ => 2,
};
