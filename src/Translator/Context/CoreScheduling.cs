namespace VirshLite.Translator.Context;

/// <summary>sched_core: what of a guest shares the threads of a core with nothing else, a cookie of its own each guest (confinement.md 8.3).</summary>
public enum CoreScheduling
{
    /// <summary>Nothing: any two threads may run on one core.</summary>
    None,

    /// <summary>Its vCPUs.</summary>
    Vcpus,

    /// <summary>All of QEMU.</summary>
    Emulator,

    /// <summary>All of QEMU, and its helpers.</summary>
    Full,
}
