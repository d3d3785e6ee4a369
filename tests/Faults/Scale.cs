namespace VirshLite.Faults;

/// <summary>The short form of these tests is for every change; the long one (TEST_FAULTS=long, as bench/faults sets it) for a night.</summary>
internal static class Scale
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("TEST_FAULTS") == "long";

    public static int Of(int shortForm, int longForm) => IsLong ? longForm : shortForm;
}
