namespace VirshLite.Translator.Questions;

/// <summary>The groups of <c>domstats</c>.</summary>
[Flags]
public enum StatisticsGroup
{
    None = 0,
    State = 1,
    CpuTotal = 1 << 1,
    Balloon = 1 << 2,
    Vcpu = 1 << 3,
    Interface = 1 << 4,
    Block = 1 << 5,
    Perf = 1 << 6,
    IoThread = 1 << 7,
    Memory = 1 << 8,
    DirtyRate = 1 << 9,
    Vm = 1 << 10,
    All = (1 << 11) - 1,
}
