namespace VirshLite.Translator.Plan;

/// <summary>For properties that name no descriptors: QMP commands, backing strings.</summary>
public sealed class NoDescriptors : IFdNumbering
{
    public static readonly NoDescriptors Instance = new();

    public int NumberOf(PlanResource resource) => throw new InvalidOperationException($"descriptor '{resource.Name}' has no number here");
}
