namespace VirshLite.Tests;

/// <summary>Test data that are no part of the repository: below <c>shared</c>, beside the checkout or a directory above it.</summary>
internal static class SharedFolder
{
    /// <summary>The nearest directory of that name, e.g. <c>conformance</c>; null where there is none.</summary>
    public static string? Find(string name)
    {
        for (DirectoryInfo? above = new DirectoryInfo(Checkout.Root).Parent; above is not null; above = above.Parent)
        {
            string candidate = Path.Combine(above.FullName, "shared", name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
