namespace VirshLite.Cli.Virsh;

/// <summary>What was typed is no command of virsh's, or not one of its forms; nothing has been done.</summary>
internal sealed class VirshSyntaxException(string message) : Exception(message);
