using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>
/// Numbers of the host that this command has chosen and that nobody uses yet: until QEMU listens on a port, or has its vsock id, no other start of VirshLite's
/// chooses the same.
/// Starts of other programs show only by what they use already.
/// </summary>
internal sealed class HostReservations(Settings settings) : IDisposable
{
    private const long FirstVsockId = 1L << 32;

    private readonly RangeLocks locks = new(settings.StateDirectory + "/reserved");
    private bool usable = true;

    public bool TakePort(int port) => Take(port);

    public bool TakeVsockId(uint id) => Take(FirstVsockId + id);

    public void Dispose() => locks.Dispose();

    /// <summary>Where the state directory cannot be written nothing is started either: then looking is all that is wanted.</summary>
    private bool Take(long number)
    {
        try
        {
            if (usable)
            {
                Files.MakeDirectory(settings.StateDirectory, FileModes.PublicDirectory);
                return locks.TryTake(number);
            }
        }
        catch (NativeException)
        {
            usable = false;
        }

        return true;
    }
}
