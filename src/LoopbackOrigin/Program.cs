using System.Runtime.InteropServices;
using ActorDownloader.LoopbackOrigin.Process;

// Ctrl-C in a terminal goes to every process of the group; this one ends when whoever started it does.
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
using var input = new StreamReader(Console.OpenStandardInput());
return await OriginProcess.RunAsync(args, input, Console.Out, Console.Error);
