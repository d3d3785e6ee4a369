using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>The numbering of texts that hold no descriptors: a QMP command takes one along beside it.</summary>
internal sealed class NoDescriptors : IFdNumbering
{
    public static readonly NoDescriptors Instance = new();

    public int NumberOf(PlanResource resource) => throw new InvalidOperationException("a QMP step names no descriptors");
}
