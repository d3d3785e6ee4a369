using VirshLite.DomainParser;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.State;

/// <summary>
/// The hidden verb <c>finish-jobs STATE-DIRECTORY NAME</c>: does what is left to do for block jobs that have concluded while nobody waited for them.
/// </summary>
public static class JobFinisher
{
    /// <summary>A command that waits for the job itself is given that long to do so.</summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(500);

    public static int Main(IReadOnlyList<string> arguments)
    {
        if (arguments.Count != 2)
        {
            return 2;
        }

        Thread.Sleep(Courtesy);
        var guests = new GuestOperations(new Settings { StateDirectory = arguments[0] });
        try
        {
            new GuestBlockJobs(guests, _ => throw new InvalidOperationException("ending a job asks nothing of its QEMU")).FinishConcluded(arguments[1]);
            return 0;
        }
        catch (Exception e) when (e is DomainException or IOException or NativeException)
        {
            // the guest has ended, or the next look at its jobs tries again
            return 1;
        }
    }
}
