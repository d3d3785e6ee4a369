using VirshLite.Runner.Native;

namespace VirshLite.Runner.Networking;

/// <summary>A device on the host with its open queues.</summary>
internal sealed record OpenedInterface(string Name, IReadOnlyList<FileDescriptor> Queues) : IDisposable
{
    public void Dispose()
    {
        foreach (FileDescriptor queue in Queues)
        {
            queue.Dispose();
        }
    }
}
