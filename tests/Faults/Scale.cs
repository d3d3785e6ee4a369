namespace VirshLite.Faults;

/// <summary>The short form of these tests is for every change; the long one (TEST_FAULTS=long, as bench/faults sets it) for a night.</summary>
internal static class Scale
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("TEST_FAULTS") == "long";

    /// <summary>Other points in each long run; the short form is the same each time.</summary>
    public static Random Chance => IsLong ? Random.Shared : new Random(11);

    public static int Of(int shortForm, int longForm) => IsLong ? longForm : shortForm;
}
