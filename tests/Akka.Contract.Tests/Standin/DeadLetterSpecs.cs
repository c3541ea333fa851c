using Akka.Contract.Actors;
using Akka.Event;

namespace Akka.Contract.Standin;

/// <summary>Akka.NET loses a message now and then that is on its way when its actor stops: one in millions.</summary>
public sealed class DeadLetterSpecs : ActorContract
{
    [Fact]
    public async Task No_message_is_lost_between_delivery_and_dead_letters()
    {
        const int count = 5000;
        var letters = 0;
        var counter = Actor((_, _) => Interlocked.Increment(ref letters));
        Sys.EventStream.Subscribe(counter, typeof(DeadLetter));
        for (var round = 0; round < 10; round++)
        {
            var handled = 0;
            Volatile.Write(ref letters, 0);
            var actor = Actor((context, _) =>
            {
                if (Interlocked.Increment(ref handled) == count / 2)
                    context.Stop(context.Self);
            });

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < count; i++)
                    actor.Tell("go", TestActor);
            })));

            AwaitAssert(() => Assert.Equal(4 * count, Volatile.Read(ref handled) + Volatile.Read(ref letters)));
        }
    }
}
