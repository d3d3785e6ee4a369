namespace VirshLite.Architecture.Samples.Lower;

internal static class Below
{
    public static string Text() => "below";

    /// <summary>Closes the circle.</summary>
    public static object Up() => typeof(Upper.Above);
}

internal sealed class BelowLambda;

internal sealed class BelowIterator;

internal sealed class BelowPattern;

internal sealed class BelowGeneric;
