@echo off
rem Starts ddbtool on Windows with the same Java and mostly the same options as bin/ddbtool elsewhere. It cannot tell the
rem program which streams are terminals, so ddbtool never asks there: use --yes.
rem The program inherits the variables, and the AWS SDK reads HOME, for example: so each begins with ddbtool_.
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "ddbtool_root=%%~fI"
if not exist "%ddbtool_root%\lib\ddbtool.jar" goto no_jar

rem The Java of this distribution, else JAVA_HOME, else the java on the PATH.
set "ddbtool_own=%ddbtool_root%\runtime"
set "ddbtool_home=%ddbtool_own%"
if exist "%ddbtool_own%\bin\java.exe" goto found
set "ddbtool_home=%JAVA_HOME%"
if not defined ddbtool_home goto search
if not exist "%ddbtool_home%\bin\java.exe" goto bad_java_home
:found
set "ddbtool_java=%ddbtool_home%\bin\java.exe"
goto version
:search
set "ddbtool_java="
for %%J in (java.exe) do set "ddbtool_java=%%~$PATH:J"
if not defined ddbtool_java goto no_java
for %%I in ("%ddbtool_java%\..\..") do set "ddbtool_home=%%~fI"

:version
set "ddbtool_version="
set "ddbtool_runtime="
if exist "%ddbtool_home%\release" for /f "usebackq tokens=1,* delims==" %%A in ("%ddbtool_home%\release") do (
  if "%%A"=="JAVA_VERSION" set "ddbtool_version=%%~B"
  if "%%A"=="JAVA_RUNTIME_VERSION" set "ddbtool_runtime=%%~B"
)
if not defined ddbtool_version for /f "tokens=1-3" %%A in ('""%ddbtool_java%" -version 2^>^&1"') do if "%%B"=="version" set "ddbtool_version=%%~C"
if not defined ddbtool_version goto no_version
set "ddbtool_major=0"
for /f "tokens=1,2 delims=.-+" %%A in ("%ddbtool_version%") do if "%%A"=="1" (set "ddbtool_major=%%B") else set "ddbtool_major=%%A"
if %ddbtool_major% LSS 17 goto old_java

rem Java refuses the class-data archive of another Java, and before Java 20 one that was moved.
set "ddbtool_archive=%ddbtool_root%\lib\ddbtool.jsa"
if not exist "%ddbtool_archive%" goto no_archive
if "%ddbtool_home%"=="%ddbtool_own%" goto start
set "ddbtool_made_with="
set "ddbtool_made_in="
if exist "%ddbtool_archive%.for" for /f "usebackq tokens=1,* delims==" %%A in ("%ddbtool_archive%.for") do (
  if "%%A"=="JAVA_RUNTIME_VERSION" (set "ddbtool_made_with=%%~B") else set "ddbtool_made_in=%%A"
)
if not defined ddbtool_made_with goto no_archive
if not "%ddbtool_made_with%"=="%ddbtool_runtime%" goto no_archive
if %ddbtool_major% GEQ 20 goto start
if "%ddbtool_made_in%"=="%ddbtool_root%" goto start
:no_archive
set "ddbtool_archive="

:start
set "ddbtool_options=-XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable"
rem Java refuses two collectors: one chosen by the user replaces ours.
echo "%DDBTOOL_JAVA_OPTS% %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS% %_JAVA_OPTIONS%" | "%SystemRoot%\System32\findstr.exe" /r /c:"-XX:+Use[A-Za-z0-9]*GC" /c:"@" /c:"-XX:Flags" /c:"-XX:VMOptionsFile" >nul || set "ddbtool_options=%ddbtool_options% -XX:+UseSerialGC -Xmn32m"
if defined ddbtool_archive set ddbtool_options=%ddbtool_options% -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 "-XX:SharedArchiveFile=%ddbtool_archive%"
"%ddbtool_java%" %ddbtool_options% %DDBTOOL_JAVA_OPTS% -cp "%ddbtool_root%\lib\ddbtool.jar" dev.ddbtool.cli.Main %*
exit /b %ERRORLEVEL%

:no_jar
>&2 echo ddbtool: cannot find lib\ddbtool.jar in "%ddbtool_root%"
>&2 echo hint: keep the folders bin and lib together
exit /b 70
:bad_java_home
>&2 echo ddbtool: JAVA_HOME is set to "%JAVA_HOME%", which has no bin\java.exe
>&2 echo hint: set JAVA_HOME to an installation of Java 17 or newer, or unset it to use the java on the PATH
exit /b 70
:no_java
>&2 echo ddbtool: no Java found: JAVA_HOME is not set, and there is no java on the PATH
>&2 echo hint: install Java 17 or newer (a JRE is enough), or set JAVA_HOME to an existing installation
exit /b 70
:no_version
>&2 echo ddbtool: "%ddbtool_java%" does not report its version
>&2 echo hint: set JAVA_HOME to an installation of Java 17 or newer
exit /b 70
:old_java
>&2 echo ddbtool: Java %ddbtool_version% was found in "%ddbtool_home%", but ddbtool requires Java 17 or newer
>&2 echo hint: install Java 17 or newer, or set JAVA_HOME to such an installation
exit /b 70
