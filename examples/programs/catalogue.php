<?php // php catalogue.php LIST FOLDER: a job by the command line, its summary as values
$command = 'koleksi process ' . escapeshellarg($argv[1]) . ' --out ' . escapeshellarg($argv[2]) . ' --json';
exec($command, $output, $code);
if ($code > 1) { // 0: done, 1: done and some rows have problems
    exit($code);
}
$summary = json_decode(end($output), true, 512, JSON_THROW_ON_ERROR);
echo "{$summary['books']} titles, {$summary['copies']} copies\n";
foreach ($summary['problem_list'] as $problem) {
    echo "{$problem['source']}:{$problem['row']} {$problem['code']}\n";
}
