using System.Globalization;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Helpers;

/// <summary>
/// The arguments of a helper whose words <c>{secret}</c> have become numbers of descriptors, each the reading end of a stream of its own that holds the secret.
/// So it shows neither on a command line nor in a file.
/// </summary>
internal sealed class SecretStreams : IDisposable
{
    private const string Word = "{secret}";
    private const string SecondWord = "{secret2}";

    private readonly List<FileDescriptor> ends = [];
    private readonly List<HandedDescriptor> descriptors = [];
    private readonly List<string> arguments = [];

    /// <param name="firstNumber">The number of the first stream in the new process; the others follow.</param>
    public SecretStreams(IEnumerable<string> arguments, byte[]? secret, int firstNumber, byte[]? second = null)
    {
        foreach (string argument in arguments)
        {
            this.arguments.Add(Filled(Filled(argument, Word, secret, firstNumber), SecondWord, second, firstNumber));
        }
    }

    public IReadOnlyList<string> Arguments => arguments;

    public IReadOnlyList<HandedDescriptor> Descriptors => descriptors;

    public void Dispose()
    {
        foreach (FileDescriptor end in ends)
        {
            end.Dispose();
        }
    }

    private string Filled(string text, string word, byte[]? secret, int firstNumber)
    {
        int at;
        while (secret is not null && (at = text.IndexOf(word, StringComparison.Ordinal)) >= 0)
        {
            int number = firstNumber + ends.Count;
            text = text[..at] + number.ToString(CultureInfo.InvariantCulture) + text[(at + word.Length)..];
            Add(secret, number);
        }

        return text;
    }

    // a secret is far smaller than what a socket holds, so that writing it cannot block
    private void Add(byte[] secret, int number)
    {
        (FileDescriptor writing, FileDescriptor reading) = UnixSockets.Pair();
        ends.Add(reading);
        descriptors.Add(new HandedDescriptor(reading, number));
        using (writing)
        {
            Files.Write(writing, secret, "secret of a helper");
        }
    }
}
