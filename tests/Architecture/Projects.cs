namespace VirshLite.Architecture;

/// <summary>The projects below <c>src/</c>, lowest first, and their compiled assemblies, which lie beside this one.</summary>
internal static class Projects
{
    public static readonly IReadOnlyList<string> LowestFirst = ["DomainParser", "Translator", "Runner", "Cli"];

    public static string AssemblyNameOf(string project) => project == "Cli" ? "virshlite" : $"VirshLite.{project}";

    public static string AssemblyOf(string project) => Path.Combine(AppContext.BaseDirectory, AssemblyNameOf(project) + ".dll");
}
