namespace VirshLite.Architecture.Samples.Upper;

/// <summary>What <see cref="AssemblyArrowsSpecs"/> looks for: names a type of the lower namespace in places that only the compiled file shows.</summary>
internal static class Above
{
    public static string NameInABody() => Lower.Below.Text();

    public static Func<string> NameInALambda() => () => new Lower.BelowLambda().ToString()!;

    public static IEnumerable<object> NameInAnIterator()
    {
        yield return new Lower.BelowIterator();
    }

    public static bool NameInAPattern(object o) => o is Lower.BelowPattern;

    public static int NameInAGenericCall() => Enumerable.Empty<Lower.BelowGeneric>().Count();
}
