using System.Globalization;
using ActorDownloader.Chaos;

// Downloads with real processes while everything goes wrong that a seed thinks of. Usage: actordl-chaos [RUNS [FIRST-SEED]]
if (args.Length > 2 || !args.All(argument => int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
{
    Console.Error.WriteLine(
        "usage: actordl-chaos [RUNS [FIRST-SEED]]    default: 20 runs from seed 1; to replay one: actordl-chaos 1 SEED");
    return 2;
}

var runs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20;
var first = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var trials = new List<TrialOutcome>();
for (var seed = first; seed < first + runs; seed++)
{
    trials.Add(await Trial.RunAsync(Scenario.Draw(seed)));
    Console.Error.WriteLine(trials[^1]);
}

Console.Write(SurvivalTable.Of(trials));
return trials.All(trial => trial.Violations.IsEmpty) ? 0 : 1;
