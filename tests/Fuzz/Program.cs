using System.Globalization;

namespace VirshLite.Fuzz;

/// <summary><c>bench/fuzz [COUNT] [SEED] [TARGET]</c>: COUNT inputs over all targets; findings go to .build/fuzz.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        int count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200_000;
        int seed = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        Target[] targets = [.. Target.All.Where(t => arguments.Length < 3 || t.Name == arguments[2])];
        string directory = Checkout.At(".build", "fuzz");
        int found = 0;
        foreach (Target target in targets)
        {
            int number = 0;
            int accepted;
            foreach ((string what, byte[] input) in FuzzRun.Of(target, count / targets.Length, seed, out accepted))
            {
                Directory.CreateDirectory(directory);
                string file = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"{target.Name}-{++number}"));
                File.WriteAllBytes(file, input);
                Console.WriteLine($"{target.Name}: {what}\n  {file}");
            }

            found += number;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{target.Name,-14} {count / targets.Length} inputs, {accepted} accepted, {number} findings"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fuzz: {count} inputs, {found} findings"));
        return found == 0 ? 0 : 1;
    }
}
