using System.Runtime.InteropServices;

namespace VirshLite.Runner.State;

/// <summary>Ctrl+C and SIGTERM while a job is under way: noted, so that the job can be taken back in good order.</summary>
public sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private volatile bool happened;

    public Interruption()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Note);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Note);
    }

    public bool Happened => happened;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }

    private void Note(PosixSignalContext context)
    {
        context.Cancel = true;
        happened = true;
    }
}
