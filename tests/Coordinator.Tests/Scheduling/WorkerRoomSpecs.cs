using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

public class WorkerRoomSpecs
{
    [Fact]
    public void Whatever_becomes_of_the_workers_the_one_that_holds_least_comes_first()
    {
        var random = new Random(17);
        var seats = new Dictionary<WorkerId, WorkerSeat>();
        var room = WorkerRoom.Empty;
        for (var step = 0; step < 5000; step++)
        {
            var before = random.Next(4) > 0 && seats.Count > 0 ? seats.Values.ElementAt(random.Next(seats.Count)) : null;
            var after = before is not null && random.Next(8) == 0 ? null : Seat(before?.Worker.Id ?? new WorkerId(Guid.NewGuid()), random);

            room = room.Change(before, after);

            if (before is not null)
            {
                seats.Remove(before.Worker.Id);
            }

            if (after is not null)
            {
                seats.Add(after.Worker.Id, after);
            }

            Assert.Equal(
                seats.Values.Where(seat => seat.Free > 0).Select(seat => seat.Leases.Count).Order(), room.Free.Select(place => place.Held));
            Assert.All(room.Free, place => Assert.Equal(seats[place.Worker].Leases.Count, place.Held));
            Assert.Equal(seats.Values.Count(seat => !seat.IsSilent && seat.Slots > 0), room.Able);
        }
    }

    private static WorkerSeat Seat(WorkerId worker, Random random) => new(
        new WorkerIdentity(worker, "host", 1),
        random.Next(4),
        [.. Enumerable.Range(1, random.Next(4)).Select(number => new LeaseNumber(number))],
        random.Next(5) == 0);
}
