using VirshLite.Runner.Native;

namespace VirshLite.Runner.Qmp;

/// <summary>Something else of QEMU's that has to be read while its monitor is waited for.</summary>
internal interface IMeanwhile
{
    /// <summary>What may become readable.</summary>
    FileDescriptor Pipe { get; }

    /// <summary>Whether it is to be waited for now.</summary>
    bool IsDue { get; }

    /// <summary>Reads some of it; true where there may be more.</summary>
    bool Move();
}
